# What the scripts of this pack share. Review it once.
# It reads and writes files of the pack only. It never calls the tenant: the scripts do, in plain sight.

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

# The clock, in one place.
function Get-SwNow { (Get-Date).ToUniversalTime() }

function ConvertTo-SwInstant {
    param($Value)
    # ConvertFrom-Json gives text in Windows PowerShell and a date in PowerShell 7.
    if ($Value -is [datetime]) { return $Value.ToUniversalTime() }
    $style = [System.Globalization.DateTimeStyles]'AssumeUniversal, AdjustToUniversal'
    [datetime]::Parse("$Value", [System.Globalization.CultureInfo]::InvariantCulture, $style)
}

function ConvertTo-SwText {
    param([datetime]$Instant)
    $Instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", [System.Globalization.CultureInfo]::InvariantCulture)
}

# A property's value, or null where the object does not have it.
function Get-SwProperty {
    param($Object, [string]$Name)
    if ($null -eq $Object) { return $null }
    $property = $Object.PSObject.Properties[$Name]
    if ($null -eq $property) { return $null }
    $property.Value
}

function Resolve-SwPath {
    param([string]$Path)
    $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
}

function Read-SwJson {
    param([string]$Path)
    if (-not [System.IO.File]::Exists($Path)) { return $null }
    try { $value = ConvertFrom-Json ([System.IO.File]::ReadAllText($Path)) }
    catch { throw "$Path is not JSON: $($_.Exception.Message)" }
    if ((Get-SwProperty $value 'schemaVersion') -ne 1) { throw "$Path has no schemaVersion 1" }
    $value
}

function Start-SwRun {
    param(
        $Cmdlet,
        [string]$ScriptFolder,
        [string]$Phase,
        [string]$ChangeHash,
        [string]$ResultsFolder,
        [bool]$Preview,
        # Runs in an outage: what would stop another script is said, and a person decides.
        [bool]$Rescue = $false
    )
    if ($ResultsFolder -eq '') { $ResultsFolder = Join-Path $ScriptFolder 'results' }
    $run = [pscustomobject]@{
        Cmdlet        = $Cmdlet
        Script        = Join-Path $ScriptFolder "$Phase.ps1"
        Operator      = ''
        Rescue        = $Rescue
        Transcript    = $false
        Touched       = $false
        Phase         = $Phase
        ChangeHash    = $ChangeHash
        ResultsFolder = Resolve-SwPath $ResultsFolder
        Preview       = $Preview
        Started       = Get-SwNow
        Earlier       = $null
        Records       = New-Object System.Collections.ArrayList
        Details       = @{}
    }
    if (-not $Preview) {
        Enter-SwLock $run
        Start-SwTranscript $run
    }
    $run.Earlier = Read-SwResult -Run $run -Phase $Phase
    # What earlier runs recorded is kept until it is done again.
    foreach ($earlier in @(Get-SwProperty $run.Earlier 'steps' | Where-Object { $null -ne $_ })) {
        $record = [ordered]@{}
        foreach ($property in $earlier.PSObject.Properties) {
            $record[$property.Name] = "$($property.Value)"
            if ('started', 'ended' -contains $property.Name) { $record[$property.Name] = ConvertTo-SwText (ConvertTo-SwInstant $property.Value) }
        }
        [void]$run.Records.Add($record)
    }
    $run
}

# One operator at a time for each app: the file stays open until the run ends, however it ends.
function Enter-SwLock {
    param($Run)
    [void][System.IO.Directory]::CreateDirectory($Run.ResultsFolder)
    $path = Join-Path $Run.ResultsFolder '.lock'
    Exit-SwLock
    try { $lock = [System.IO.File]::Open($path, 'OpenOrCreate', 'ReadWrite', 'None') }
    catch { throw "Another script of this app is running, here or elsewhere ($path cannot be opened alone). Nothing was changed. Wait until it has ended, then run again." }
    [System.AppDomain]::CurrentDomain.SetData((Get-SwLockName), $lock)
}

# A run that was interrupted in this window may have left its lock open.
function Exit-SwLock {
    $lock = [System.AppDomain]::CurrentDomain.GetData((Get-SwLockName))
    if ($null -ne $lock) { $lock.Dispose() }
    [System.AppDomain]::CurrentDomain.SetData((Get-SwLockName), $null)
}

function Get-SwLockName { "Scopewright.Lock.$([runspace]::DefaultRunspace.InstanceId)" }

function Start-SwTranscript {
    param($Run)
    $path = Join-Path $Run.ResultsFolder "$($Run.Phase) $($Run.Started.ToString('yyyyMMdd-HHmmss')).txt"
    try {
        $null = Start-Transcript -Path $path -Append -ErrorAction Stop
        $Run.Transcript = $true
    }
    catch { Write-Warning "No transcript is kept: $($_.Exception.Message)" }
}

# Ends a run, well or not. What happened is in its result.
function Close-SwRun {
    param($Run, [string]$Failure = '')
    if ($null -eq $Run) { return }
    # A guard that refused did nothing: the result of the last run still holds.
    if ($Failure -ne '' -and $Run.Touched) {
        $Run.Details['failure'] = $Failure
        Save-SwResult -Run $Run -Outcome 'failed'
    }
    if ($Run.Transcript) {
        $Run.Transcript = $false
        $null = Stop-Transcript
    }
    Exit-SwLock
}

# Refuses; under -WhatIf it only says that it would, and in an outage a person decides.
function Stop-SwRun {
    param($Run, [string]$Message)
    if ($Run.Preview) { Write-Warning "Without -WhatIf this would stop: $Message" }
    elseif (-not $Run.Rescue) { throw $Message }
    elseif (-not $Run.Cmdlet.ShouldContinue("$Message Go on all the same?", 'Not as it should be')) { throw "Declined: $Message" }
    else { $Run.Details['acceptedBy'] = $Run.Operator; Write-Warning "Went on all the same: $Message" }
}

# Ends the script until a wait is over: exit code 75, the earliest time, and what to run then.
function Exit-SwWait {
    param($Run, [datetime]$Earliest, [string]$Why)
    $local = $Earliest.ToLocalTime().ToString('yyyy-MM-dd HH:mm zzz', [System.Globalization.CultureInfo]::InvariantCulture)
    $message = "Not yet: $Why. Earliest: $(ConvertTo-SwText $Earliest), here $local."
    if ($Run.Preview) {
        Write-Warning "Without -WhatIf this would end here. $message"
        return
    }
    Write-Warning "$message Nothing was changed. Run then: & '$($Run.Script.Replace("'", "''"))'"
    Close-SwRun $Run
    exit 75
}

# Guard: what the plan was made for is still so. What this plan makes, or takes away, may be there or not.
function Assert-SwSame {
    param(
        $Run,
        [string]$What,
        [AllowEmptyCollection()] [string[]]$Expected,
        [AllowEmptyCollection()] [string[]]$Own,
        [AllowEmptyCollection()] [string[]]$Found
    )
    $added = @($Found | Where-Object { $_ -and $Expected -notcontains $_ -and $Own -notcontains $_ })
    $removed = @($Expected | Where-Object { $_ -and $Found -notcontains $_ -and $Own -notcontains $_ })
    if ($added.Count -eq 0 -and $removed.Count -eq 0) { return }
    $text = "${What}: not as the plan assumed."
    if ($added.Count -gt 0) { $text += " Added: $($added -join ', ')." }
    if ($removed.Count -gt 0) { $text += " Gone: $($removed -join ', ')." }
    Stop-SwRun $Run "$text Scan the tenant and make the plan again."
}

# Guard: how many mailboxes a scope selects. Where it follows groups their members may have changed: that is said, and
# tested. Where it names mailboxes, or leaves some out, another number stops.
function Assert-SwSelected {
    param($Run, [string]$Scope, [int]$Found, [int]$Expected, [int]$Accepted, [bool]$Exact)
    if ($Accepted -ge 0) { $Expected = $Accepted }
    $Run.Details['members'] = $Found
    if ($Found -eq $Expected) {
        Write-Host "As expected: $Scope selects $Found mailboxes."
        return
    }
    $text = "$Scope selects $Found mailboxes, not $Expected."
    if ($Exact) { Stop-SwRun $Run "$text If membership changed on purpose, run again with -AcceptedMembers $Found." }
    else { Write-Warning "$text It follows groups, whose members may have changed since the plan: look before you go on." }
}

# The name by which the plan knows an object, or its own name.
function Get-SwKnownName {
    param($Object, [string[]]$Properties, [AllowEmptyCollection()] [string[]]$Known)
    foreach ($property in $Properties) {
        $value = "$(Get-SwProperty $Object $property)"
        if ($value -ne '' -and $Known -contains $value) { return $value }
    }
    "$(Get-SwProperty $Object 'Name')"
}

# Guard: no change in a freeze of this plan.
function Assert-SwNoFreeze {
    param($Run, [string]$Path)
    $now = Get-SwNow
    foreach ($freeze in @(Get-SwProperty (Read-SwJson (Resolve-SwPath $Path)) 'freezes' | Where-Object { $null -ne $_ })) {
        $from = ConvertTo-SwInstant $freeze.from
        $until = ConvertTo-SwInstant $freeze.to
        if ($now -ge $from -and $now -lt $until) {
            Stop-SwRun $Run "Changes are frozen until $(ConvertTo-SwText $until) ($(Get-SwProperty $freeze 'why'))."
        }
    }
}

# Guard: the Exchange module and PowerShell are a pair that Microsoft supports.
# https://learn.microsoft.com/powershell/exchange/exchange-online-powershell-v2
function Assert-SwPair {
    param($Run, [version]$Module, [version]$PowerShell)
    $pair = "Exchange Online module $Module on PowerShell $PowerShell"
    if ($Module.Major -lt 3) { return Stop-SwRun $Run "$pair is too old: install module 3.x." }
    $line = "$($PowerShell.Major).$($PowerShell.Minor)"
    $fits = switch ($line) {
        '5.1' { $true }
        '7.2' { $Module -lt [version]'3.5' }
        '7.4' { $Module -ge [version]'3.5' -and $Module -lt [version]'3.10' }
        '7.6' { $Module -ge [version]'3.10' }
        default { $false }
    }
    if (-not $fits) { Stop-SwRun $Run "$pair is no supported pair. README.md lists them." }
}

# Guard: Exchange hands out only the cmdlets that the account's active roles hold.
function Assert-SwCmdlet {
    param($Run, [string[]]$Names)
    $missing = @($Names | Where-Object { $null -eq (Get-Command $_ -ErrorAction SilentlyContinue) })
    if ($missing.Count -gt 0) { throw "The account has no active right to run $($missing -join ', '). README.md names the right; activate it, sign in again, then run again." }
}

# Guard: the Graph session was granted what the phase needs, or one of the rights that hold it; the least comes first.
function Assert-SwGranted {
    param([AllowEmptyCollection()] [string[]]$Scopes, [string[]]$Needed)
    if (@($Needed | Where-Object { $Scopes -contains $_ }).Count -gt 0) { return }
    throw "The Graph session lacks $($Needed[0]). Run: Connect-MgGraph -Scopes '$($Needed[0])'"
}

# Guard: signed in to the tenant that was planned for, and to no other. Holds under -WhatIf too.
function Assert-SwTenant {
    param([string]$Expected, [AllowEmptyCollection()] [string[]]$Connected)
    $tenants = @($Connected | Where-Object { $_ } | ForEach-Object { $_.ToLowerInvariant() } | Sort-Object -Unique)
    if ($tenants.Count -eq 0) { throw "Not signed in. Sign in to tenant $Expected first." }
    if ($tenants.Count -gt 1) { throw "Signed in to several tenants: $($tenants -join ', '). Sign out of all but $Expected." }
    if ($tenants[0] -ne $Expected.ToLowerInvariant()) { throw "Signed in to tenant $($tenants[0]). This script is for $Expected." }
}

# Which of the two decisions an approval is: one that does not say is about change 1, never the point of no return.
function Get-SwChange {
    param($Approval)
    $change = Get-SwProperty $Approval 'change'
    if ($null -eq $change) { return '1' }
    "$change"
}

# Guard: exactly this change was approved, and nobody said otherwise. Migrating (1) and retiring the legacy (2) are two
# decisions on one change hash: neither stands for the other.
function Assert-SwApproved {
    param($Run, [string]$Path, [ValidateSet(1, 2)] [int]$Change)
    $file = Resolve-SwPath $Path
    $approvals = @(Get-SwProperty (Read-SwJson $file) 'approvals' | Where-Object { $null -ne $_ })
    $own = @($approvals | Where-Object { (Get-SwProperty $_ 'changeHash') -eq $Run.ChangeHash -and (Get-SwChange $_) -ceq "$Change" })
    $against = @($own | Where-Object { (Get-SwProperty $_ 'decision') -cne 'approved' })
    if ($own.Count -eq 0) {
        Stop-SwRun $Run "Change $Change of $($Run.ChangeHash) is not approved in $file. Until then it can only run with -WhatIf."
    }
    elseif ($against.Count -gt 0) {
        Stop-SwRun $Run "Change $Change of $($Run.ChangeHash) has a decision other than approved in $file."
    }
    else {
        foreach ($approval in $own) {
            Write-Host "Change $Change approved by $(Get-SwProperty $approval 'name') on $(Get-SwProperty $approval 'date')."
            $conditions = "$(Get-SwProperty $approval 'conditions')"
            if ($conditions -ne '') { Write-Warning "Approved on conditions: $conditions" }
        }
    }
}

# Guard of what several apps use: one of their changes was approved, and nobody spoke against that one.
function Assert-SwApprovedForOne {
    param($Run, [string]$Path, [string[]]$ChangeHashes)
    $file = Resolve-SwPath $Path
    $approvals = @(Get-SwProperty (Read-SwJson $file) 'approvals' | Where-Object { $null -ne $_ -and (Get-SwChange $_) -ceq '1' })
    $approved = @()
    foreach ($hash in $ChangeHashes) {
        $own = @($approvals | Where-Object { (Get-SwProperty $_ 'changeHash') -eq $hash })
        $against = @($own | Where-Object { (Get-SwProperty $_ 'decision') -cne 'approved' })
        if ($own.Count -gt 0 -and $against.Count -eq 0) { $approved += $own }
    }
    if ($approved.Count -eq 0) {
        Stop-SwRun $Run "None of the $($ChangeHashes.Count) changes that use this is approved in $file. Until then it can only run with -WhatIf."
    }
    foreach ($approval in $approved) {
        Write-Host "Change 1 of $(Get-SwProperty $approval 'changeHash') approved by $(Get-SwProperty $approval 'name') on $(Get-SwProperty $approval 'date')."
        $conditions = "$(Get-SwProperty $approval 'conditions')"
        if ($conditions -ne '') { Write-Warning "Approved on conditions: $conditions" }
    }
}

# Guard: nothing in the tenant is scoped by what is to be removed. It holds in an outage too.
function Assert-SwUnused {
    param($Run, [string]$Object, [AllowEmptyCollection()] [string[]]$Users)
    if ($Users.Count -eq 0) { return }
    $text = "${Object}: $($Users.Count) role assignments or scopes name it ($($Users -join ', ')). Take them back first; nothing was changed."
    if ($Run.Preview) { Write-Warning "Without -WhatIf this would stop: $text" } else { throw $text }
}

# Guard: a look that passed, for this change, and not long ago. It holds in an outage too.
function Assert-SwLooked {
    param($Run, [string]$Phase, [int]$MaximumAgeMinutes)
    $result = Read-SwResult -Run $Run -Phase $Phase
    $text = ''
    if ((Get-SwProperty $result 'outcome') -cne 'passed') { $text = "There is no result of $Phase that passed." }
    else {
        $age = ((Get-SwNow) - (ConvertTo-SwInstant (Get-SwProperty $result 'ended'))).TotalMinutes
        if ($age -lt 0 -or $age -gt $MaximumAgeMinutes) { $text = "The result of $Phase is older than $MaximumAgeMinutes minutes." }
    }
    if ($text -eq '') { return }
    $text += " Run $Phase.ps1 first."
    if ($Run.Preview) { Write-Warning "Without -WhatIf this would stop: $text" } else { throw $text }
}

# The result of a phase, or null. A result of another change counts for nothing.
function Read-SwResult {
    param($Run, [string]$Phase)
    $path = Join-Path $Run.ResultsFolder "$Phase.json"
    $result = Read-SwJson $path
    if ($null -ne $result -and (Get-SwProperty $result 'changeHash') -ne $Run.ChangeHash) {
        Write-Warning "$path is of another change and is ignored."
        return $null
    }
    $result
}

function Find-SwRecord {
    param($Result, [string]$Step)
    foreach ($record in @(Get-SwProperty $Result 'steps')) {
        if ((Get-SwProperty $record 'step') -ceq $Step) { return $record }
    }
    $null
}

# Whether a phase did, or may have done, anything.
function Test-SwBegun {
    param($Run, [string]$Phase)
    @(Get-SwProperty (Read-SwResult -Run $Run -Phase $Phase) 'steps' | Where-Object { $null -ne $_ }).Count -gt 0
}

# When a step was done, or null. One that was begun and never seen to end is not done.
function Get-SwEnd {
    param($Run, [string]$Phase, [string]$Step, [bool]$Begun = $false)
    $record = Find-SwRecord (Read-SwResult -Run $Run -Phase $Phase) $Step
    if ($null -eq $record) { return $null }
    if ((Get-SwProperty $record 'outcome') -ceq 'begun' -and -not $Begun) { return $null }
    ConvertTo-SwInstant (Get-SwProperty $record 'ended')
}

# Null when a wait is over, else what is missing.
function Get-SwMissingWait {
    param($Run, [string]$Phase, [string]$Step, [int]$Minutes, [string]$Why)
    $ended = Get-SwEnd -Run $Run -Phase $Phase -Step $Step
    if ($null -eq $ended) {
        return [pscustomobject]@{ Earliest = $null; Why = "Step $Step has no finished record in $Phase.json. Run $Phase.ps1 first ($Why)." }
    }
    $earliest = $ended.AddMinutes($Minutes)
    if ((Get-SwNow) -lt $earliest) { return [pscustomobject]@{ Earliest = $earliest; Why = $Why } }
    $null
}

function Assert-SwWaited {
    param($Run, [string]$Phase, [string]$Step, [int]$Minutes, [string]$Why)
    $missing = Get-SwMissingWait -Run $Run -Phase $Phase -Step $Step -Minutes $Minutes -Why $Why
    if ($null -eq $missing) { return }
    if ($null -eq $missing.Earliest) { Stop-SwRun $Run $missing.Why } else { Exit-SwWait $Run $missing.Earliest $missing.Why }
}

# Guard: what several apps use is there, and long enough. A step is known by its id, which says all that it does: the
# scripts of an object have a change hash of their own.
function Assert-SwSharedWaited {
    param($Run, [string]$Folder, [string]$Script, [string]$Phase, [string]$Step, [int]$Minutes, [string]$Why)
    $path = Join-Path (Resolve-SwPath $Folder) "$Phase.json"
    $record = Find-SwRecord (Read-SwJson $path) $Step
    if ($null -eq $record -or (Get-SwProperty $record 'outcome') -ceq 'begun') {
        Stop-SwRun $Run "Step $Step has no finished record in $path. Run $Script first ($Why)."
        return
    }
    $earliest = (ConvertTo-SwInstant (Get-SwProperty $record 'ended')).AddMinutes($Minutes)
    if ((Get-SwNow) -lt $earliest) { Exit-SwWait $Run $earliest $Why }
}

# Guard: a phase ended well, for this change, and after everything that another phase did.
function Assert-SwPassed {
    param($Run, [string]$Phase, [string]$NotBefore = '')
    $result = Read-SwResult -Run $Run -Phase $Phase
    if ($null -eq $result -or (Get-SwProperty $result 'outcome') -cne 'passed') {
        Stop-SwRun $Run "There is no passed result of $Phase. Run $Phase.ps1 first."
        return
    }
    if ($NotBefore -eq '') { return }
    $ended = ConvertTo-SwInstant (Get-SwProperty $result 'ended')
    foreach ($record in @(Get-SwProperty (Read-SwResult -Run $Run -Phase $NotBefore) 'steps' | Where-Object { $null -ne $_ })) {
        if ((ConvertTo-SwInstant $record.ended) -gt $ended) {
            Stop-SwRun $Run "The result of $Phase is from before the last $NotBefore. Run $Phase.ps1 again."
            return
        }
    }
}

# Guard of rollback-1: what the last cut-over took was granted again after it, and long enough ago.
function Assert-SwGrantedAgain {
    param($Run, [string]$Step, [int]$Minutes)
    $taken = Get-SwEnd -Run $Run -Phase '3-cutover' -Step $Step -Begun $true
    $granted = Get-SwEnd -Run $Run -Phase 'rollback-3' -Step $Step
    if ($null -eq $granted -or ($null -ne $taken -and $granted -lt $taken)) {
        Stop-SwRun $Run "The consent that 3-cutover took was not granted again ($Step). Run rollback-3.ps1 first."
    }
    elseif ((Get-SwNow) -lt $granted.AddMinutes($Minutes)) {
        Exit-SwWait $Run $granted.AddMinutes($Minutes) 'the consent must be visible everywhere'
    }
}

# Guard of 6-retire: a fresh look at the grants, of this change, that found none.
function Assert-SwConfirmed {
    param($Run, [string]$Path, [int]$MaximumAgeMinutes, [bool]$AcceptRestorable)
    $file = Resolve-SwPath $Path
    $result = Read-SwJson $file
    $details = Get-SwProperty $result 'details'
    if ($null -eq $result) { return Stop-SwRun $Run "There is no result of 5-confirm at $file. Run 5-confirm.ps1 first." }
    if ((Get-SwProperty $result 'changeHash') -ne $Run.ChangeHash -or (Get-SwProperty $result 'phase') -cne '5-confirm') {
        return Stop-SwRun $Run "$file is not the result of 5-confirm for this change."
    }
    if ((Get-SwProperty $result 'outcome') -cne 'passed' -or "$(Get-SwProperty $details 'governedGrants')" -ne '0') {
        return Stop-SwRun $Run "$file does not say that no governed grant is left. The policy stays."
    }
    $age = ((Get-SwNow) - (ConvertTo-SwInstant (Get-SwProperty $result 'ended'))).TotalMinutes
    if ($age -lt 0 -or $age -gt $MaximumAgeMinutes) {
        return Stop-SwRun $Run "$file is older than $MaximumAgeMinutes minutes. Run 5-confirm.ps1 again."
    }
    if (-not $AcceptRestorable -and "$(Get-SwProperty $details 'restorableServicePrincipals')" -ne '0') {
        Stop-SwRun $Run 'A deleted enterprise application of this app can still be restored. Wait until it is gone for good, or run again with -AcceptRestorable.'
    }
}

# Records a step. A step that was found done keeps the time at which it was first recorded; one that was begun by an
# earlier run, and is found done, was done by it.
function Save-SwStep {
    param($Run, [string]$Step, [string]$Outcome, [datetime]$Started, [string]$Before = '', [string]$After = '')
    if ($Run.Preview) { return }
    $record = [ordered]@{
        step    = $Step
        started = ConvertTo-SwText $Started
        ended   = ConvertTo-SwText (Get-SwNow)
        outcome = $Outcome
        before  = $Before
        after   = $After
    }
    if ($Outcome -ceq 'unchanged') {
        $earlier = Find-SwRecord $Run.Earlier $Step
        if ($null -ne $earlier -and "$($earlier.outcome)" -ceq 'begun') {
            $record['outcome'] = "$(Get-SwProperty $earlier 'after')"
            $record['before'] = "$(Get-SwProperty $earlier 'before')"
        }
        elseif ($null -ne $earlier) {
            $record['started'] = ConvertTo-SwText (ConvertTo-SwInstant $earlier.started)
            $record['ended'] = ConvertTo-SwText (ConvertTo-SwInstant $earlier.ended)
            $record['outcome'] = "$($earlier.outcome)"
            $record['before'] = "$(Get-SwProperty $earlier 'before')"
        }
    }
    foreach ($other in @($Run.Records | Where-Object { $_['step'] -ceq $Step })) { [void]$Run.Records.Remove($other) }
    [void]$Run.Records.Add($record)
    Save-SwResult -Run $Run -Outcome 'incomplete'
}

function Save-SwResult {
    param($Run, [string]$Outcome)
    if ($Run.Preview) { return }
    $Run.Touched = $true
    $result = [ordered]@{
        schemaVersion = 1
        changeHash    = $Run.ChangeHash
        phase         = $Run.Phase
        started       = ConvertTo-SwText $Run.Started
        ended         = ConvertTo-SwText (Get-SwNow)
        outcome       = $Outcome
        operator      = $Run.Operator
        steps         = @($Run.Records)
        details       = $Run.Details
    }
    [void][System.IO.Directory]::CreateDirectory($Run.ResultsFolder)
    $path = Join-Path $Run.ResultsFolder "$($Run.Phase).json"
    # Whatever interrupts this, the file is whole: the old one or the new one.
    [System.IO.File]::WriteAllText("$path.tmp", (ConvertTo-Json $result -Depth 6))
    if ([System.IO.File]::Exists($path)) { [System.IO.File]::Replace("$path.tmp", $path, [NullString]::Value) }
    else { [System.IO.File]::Move("$path.tmp", $path) }
}

function Complete-SwRun {
    param($Run)
    Save-SwResult -Run $Run -Outcome 'passed'
    if ($Run.Preview) { Write-Host 'Preview only: nothing was changed.' } else { Write-Host "$($Run.Phase): done." }
    Close-SwRun $Run
}

# Reads again until it is so, for a minute: what was just written is not always visible at once.
function Wait-SwUntil {
    param([scriptblock]$Condition)
    for ($try = 1; $try -le 7; $try++) {
        if (& $Condition) { return $true }
        if ($try -lt 7) { Start-Sleep -Seconds 10 }
    }
    $false
}

# Asks; false = preview. A refusal ends the run.
function Confirm-SwStep {
    param($Run, [string]$Title, [string]$Action)
    if ($Run.Cmdlet.ShouldProcess($Title, $Action)) { return $true }
    if (-not $Run.Preview) { throw "Declined: $Title. Nothing after it was done." }
    $false
}

# Creates what is missing, never touches what is there, reads back what was written.
function Invoke-SwCreate {
    param($Run, [string]$Step, [string]$Title, [scriptblock]$Find, [scriptblock]$Difference, [scriptblock]$Create)
    $started = Get-SwNow
    $found = @(& $Find)
    if ($found.Count -gt 1) { throw "${Title}: found $($found.Count) objects where one was expected." }
    if ($found.Count -eq 1) {
        $other = "$(& $Difference $found[0])"
        if ($other -ne '') { throw "${Title}: it exists with other content ($other). Nothing was changed." }
        Write-Host "Is so already: $Title"
        Save-SwStep -Run $Run -Step $Step -Outcome 'unchanged' -Started $started -Before 'as planned' -After 'as planned'
        return
    }
    if (-not (Confirm-SwStep $Run $Title 'Create')) { return }
    Save-SwStep -Run $Run -Step $Step -Outcome 'begun' -Started $started -Before 'not there' -After 'created'
    $null = & $Create
    if (-not (Wait-SwUntil { @(& $Find).Count -eq 1 })) { throw "${Title}: it cannot be read back." }
    $found = @(& $Find)
    $other = "$(& $Difference $found[0])"
    if ($other -ne '') { throw "${Title}: what was read back differs ($other)." }
    Write-Host "Done: $Title"
    Save-SwStep -Run $Run -Step $Step -Outcome 'created' -Started $started -Before 'not there' -After 'as planned'
}

# The members that a group or unit is to hold: a data file of this pack, a quoted id a line. Its name and its content
# are bound by their hash, and a line that is no id is refused, so that nothing in it can be anything else.
function Read-SwMembers {
    param([string]$Path, [string]$Hash)
    $file = Resolve-SwPath $Path
    if (-not [System.IO.File]::Exists($file)) { throw "$file is missing: it belongs to this pack." }
    $bytes = [System.IO.File]::ReadAllBytes($file)
    $algorithm = [System.Security.Cryptography.SHA256]::Create()
    try { $actual = [System.BitConverter]::ToString($algorithm.ComputeHash($bytes)).Replace('-', '').ToLowerInvariant() }
    finally { $algorithm.Dispose() }
    if ($actual -cne $Hash) { throw "$file is not the list that was approved: its hash is $actual, not $Hash." }
    foreach ($line in [System.Text.Encoding]::UTF8.GetString($bytes).Split("`n")) {
        if ($line -eq '') { continue }
        if ($line -cnotmatch '^"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"$') { throw "$file holds a line that is no id." }
        $line.Trim('"')
    }
}

# Adds the members that are missing, never takes one out: one that is not wanted makes it another's.
function Invoke-SwFill {
    param($Run, [string]$Step, [string]$Title, [string[]]$Wanted, [scriptblock]$Current, [scriptblock]$Add)
    $started = Get-SwNow
    $members = @(& $Current | Where-Object { $_ } | ForEach-Object { "$_".ToLowerInvariant() })
    $others = @($members | Where-Object { $Wanted -notcontains $_ })
    if ($others.Count -gt 0) { throw "${Title}: it holds $($others.Count) members that were not planned, $($others[0]) among them. Nothing was changed." }
    $missing = @($Wanted | Where-Object { $members -notcontains $_ })
    if ($missing.Count -eq 0) {
        Write-Host "Is so already: $Title"
        Save-SwStep -Run $Run -Step $Step -Outcome 'unchanged' -Started $started -Before "$($members.Count) members" -After "$($members.Count) members"
        return
    }
    if (-not (Confirm-SwStep $Run $Title "Add $($missing.Count) members")) { return }
    Save-SwStep -Run $Run -Step $Step -Outcome 'begun' -Started $started -Before "$($members.Count) members" -After 'filled'
    foreach ($member in $missing) { $null = & $Add $member }
    if (-not (Wait-SwUntil { @(& $Current | Where-Object { $_ }).Count -eq $Wanted.Count })) { throw "${Title}: the members that were read back are not those of the list." }
    Write-Host "Done: $Title"
    Save-SwStep -Run $Run -Step $Step -Outcome 'filled' -Started $started -Before "$($members.Count) members" -After "$($Wanted.Count) members"
}

# Removes what is there and is what was planned for, and reads that it is gone.
function Invoke-SwRemove {
    param($Run, [string]$Step, [string]$Title, [scriptblock]$Find, [scriptblock]$Difference, [scriptblock]$Remove)
    $started = Get-SwNow
    $found = @(& $Find)
    if ($found.Count -gt 1) { throw "${Title}: found $($found.Count) objects where one was expected." }
    if ($found.Count -eq 0) {
        Write-Host "Is gone already: $Title"
        Save-SwStep -Run $Run -Step $Step -Outcome 'unchanged' -Started $started -Before 'not there' -After 'not there'
        return
    }
    $other = "$(& $Difference $found[0])"
    if ($other -ne '') { throw "${Title}: it is not what was planned for ($other). Nothing was changed." }
    if (-not (Confirm-SwStep $Run $Title 'Remove')) { return }
    Save-SwStep -Run $Run -Step $Step -Outcome 'begun' -Started $started -Before 'as planned' -After 'removed'
    $null = & $Remove $found[0]
    if (-not (Wait-SwUntil { @(& $Find).Count -eq 0 })) { throw "${Title}: it is still there." }
    Write-Host "Done: $Title"
    Save-SwStep -Run $Run -Step $Step -Outcome 'removed' -Started $started -Before 'as planned' -After 'not there'
}

# One look at the grants that must not be there. Every look but the last keeps the time of its first record.
function Save-SwLook {
    param($Run, [string]$Step, [bool]$Last, [AllowEmptyCollection()] [object[]]$Missing)
    $open = @($Missing | Where-Object { $null -ne $_ })
    if ($open.Count -gt 0) {
        Write-Warning "This look does not count yet. $(@($open | ForEach-Object { $_.Why }) -join ' ')"
        $later = @($open | Where-Object { $null -ne $_.Earliest } | Sort-Object -Property Earliest -Descending)
        if ($later.Count -gt 0) { Exit-SwWait $Run $later[0].Earliest $later[0].Why }
        return $false
    }
    $outcome = 'unchanged'
    if ($Last -or $null -eq (Find-SwRecord $Run.Earlier $Step)) { $outcome = 'passed' }
    Save-SwStep -Run $Run -Step $Step -Outcome $outcome -Started $Run.Started
    $true
}

# Whether any value of an object equals one of the names; case does not matter.
function Test-SwNamed {
    param($Object, [string[]]$Properties, [string[]]$Names)
    foreach ($property in $Properties) {
        $value = "$(Get-SwProperty $Object $property)"
        if ($value -ne '' -and $Names -contains $value) { return $true }
    }
    $false
}

# Recipient filters: the service writes its own case, quotes and parentheses. Two filters are the same when their
# meaning is; where operators are mixed without parentheses nobody says what that is, and only equal text counts.
function Test-SwSameFilter {
    param([string]$One, [string]$Other)
    if ($One.Trim() -eq $Other.Trim()) { return $true }
    $first = Get-SwFilterKey $One
    $null -ne $first -and $first -ceq (Get-SwFilterKey $Other)
}

function Get-SwFilterKey {
    param([string]$Filter)
    $pattern = '\G\s*(?:(?<mark>[()])|-(?<word>and|or|not)\b|(?<property>\w+)\s+-(?<operator>\w+)\s+(?:''(?<single>(?:[^'']|'''')*)''|"(?<double>[^"]*)"|(?<bare>[$\w.\-]+)))'
    $tokens = New-Object System.Collections.Generic.Queue[object]
    $position = 0
    $options = [System.Text.RegularExpressions.RegexOptions]'IgnoreCase, CultureInvariant'
    $expression = New-Object System.Text.RegularExpressions.Regex($pattern, $options)
    $text = $Filter.Trim()
    while ($position -lt $text.Length) {
        $match = $expression.Match($text, $position)
        if (-not $match.Success) { return $null }
        $tokens.Enqueue($match)
        $position = $match.Index + $match.Length
    }
    try { $tree = Read-SwFilter $tokens } catch { return $null }
    if ($tokens.Count -gt 0) { return $null }
    $tree.Key
}

function Read-SwFilter {
    param($Tokens)
    $parts = New-Object System.Collections.ArrayList
    $operator = ''
    while ($true) {
        $term = Read-SwFilterTerm $Tokens
        if ($term.Operator -ne '' -and $term.Operator -eq $operator) { $parts.AddRange($term.Parts) } else { [void]$parts.Add($term.Key) }
        $next = ''
        if ($Tokens.Count -gt 0) { $next = $Tokens.Peek().Groups['word'].Value.ToLowerInvariant() }
        if ($next -ne 'and' -and $next -ne 'or') { break }
        if ($operator -ne '' -and $operator -ne $next) { throw 'mixed operators' }
        if ($operator -eq '' -and $term.Operator -eq $next) {
            $parts.Clear()
            $parts.AddRange($term.Parts)
        }
        $operator = $next
        [void]$Tokens.Dequeue()
    }
    if ($operator -eq '') { return $term }
    [pscustomobject]@{ Operator = $operator; Parts = $parts; Key = "($($parts -join " $operator "))" }
}

function Read-SwFilterTerm {
    param($Tokens)
    if ($Tokens.Count -eq 0) { throw 'unexpected end' }
    $token = $Tokens.Dequeue()
    if ($token.Groups['word'].Value -eq 'not') {
        $inner = Read-SwFilterTerm $Tokens
        return [pscustomobject]@{ Operator = ''; Parts = $null; Key = "not $($inner.Key)" }
    }
    if ($token.Groups['mark'].Value -eq '(') {
        $inner = Read-SwFilter $Tokens
        if ($Tokens.Count -eq 0 -or $Tokens.Dequeue().Groups['mark'].Value -ne ')') { throw 'missing parenthesis' }
        return $inner
    }
    if (-not $token.Groups['property'].Success) { throw 'unexpected token' }
    $value = $token.Groups['single'].Value.Replace("''", "'") + $token.Groups['double'].Value + $token.Groups['bare'].Value
    $key = "$($token.Groups['property'].Value) $($token.Groups['operator'].Value) '$($value.Replace("'", "''"))'"
    [pscustomobject]@{ Operator = ''; Parts = $null; Key = $key.ToLowerInvariant() }
}

Export-ModuleMember -Function *-Sw*
