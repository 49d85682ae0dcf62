# What the scripts of this pack share. Review it once.
# It reads and writes files of the pack only. It never calls the tenant: the scripts do, in plain sight.

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

# The clock, in one place.
function Get-SwNow { [datetime]::UtcNow }

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
        [bool]$Preview
    )
    if ($ResultsFolder -eq '') { $ResultsFolder = Join-Path $ScriptFolder 'results' }
    $run = [pscustomobject]@{
        Cmdlet        = $Cmdlet
        Phase         = $Phase
        ChangeHash    = $ChangeHash
        ResultsFolder = Resolve-SwPath $ResultsFolder
        Preview       = $Preview
        Started       = Get-SwNow
        Earlier       = $null
        Records       = New-Object System.Collections.ArrayList
        Details       = @{}
    }
    $run.Earlier = Read-SwResult -Run $run -Phase $Phase
    $run
}

# Refuses; under -WhatIf it only says that it would.
function Stop-SwRun {
    param($Run, [string]$Message)
    if ($Run.Preview) { Write-Warning "Without -WhatIf this would stop: $Message" } else { throw $Message }
}

# Guard: signed in to the tenant that was planned for, and to no other. Holds under -WhatIf too.
function Assert-SwTenant {
    param([string]$Expected, [AllowEmptyCollection()] [string[]]$Connected)
    $tenants = @($Connected | Where-Object { $_ } | ForEach-Object { $_.ToLowerInvariant() } | Sort-Object -Unique)
    if ($tenants.Count -eq 0) { throw "Not signed in. Sign in to tenant $Expected first." }
    if ($tenants.Count -gt 1) { throw "Signed in to several tenants: $($tenants -join ', '). Sign out of all but $Expected." }
    if ($tenants[0] -ne $Expected.ToLowerInvariant()) { throw "Signed in to tenant $($tenants[0]). This script is for $Expected." }
}

# Guard: exactly this change was approved, and nobody said otherwise.
function Assert-SwApproved {
    param($Run, [string]$Path)
    $file = Resolve-SwPath $Path
    $approvals = @(Get-SwProperty (Read-SwJson $file) 'approvals' | Where-Object { $null -ne $_ })
    $own = @($approvals | Where-Object { (Get-SwProperty $_ 'changeHash') -eq $Run.ChangeHash })
    $against = @($own | Where-Object { (Get-SwProperty $_ 'decision') -cne 'approved' })
    if ($own.Count -eq 0) {
        Stop-SwRun $Run "Change $($Run.ChangeHash) is not approved in $file. Until then it can only run with -WhatIf."
    }
    elseif ($against.Count -gt 0) {
        Stop-SwRun $Run "Change $($Run.ChangeHash) has a decision other than approved in $file."
    }
    else {
        Write-Host "Approved by $(Get-SwProperty $own[0] 'name') on $(Get-SwProperty $own[0] 'date')."
    }
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

# When a step was done, or null.
function Get-SwEnd {
    param($Run, [string]$Phase, [string]$Step)
    $record = Find-SwRecord (Read-SwResult -Run $Run -Phase $Phase) $Step
    if ($null -eq $record) { return $null }
    ConvertTo-SwInstant (Get-SwProperty $record 'ended')
}

# Null when a wait is over, else what is missing.
function Get-SwMissingWait {
    param($Run, [string]$Phase, [string]$Step, [int]$Minutes, [string]$Why)
    $ended = Get-SwEnd -Run $Run -Phase $Phase -Step $Step
    if ($null -eq $ended) { return "Step $Step has no record in $Phase.json. Run $Phase.ps1 first ($Why)." }
    $earliest = $ended.AddMinutes($Minutes)
    if ((Get-SwNow) -lt $earliest) { return "Wait until $(ConvertTo-SwText $earliest) ($Why)." }
    $null
}

function Assert-SwWaited {
    param($Run, [string]$Phase, [string]$Step, [int]$Minutes, [string]$Why)
    $missing = Get-SwMissingWait -Run $Run -Phase $Phase -Step $Step -Minutes $Minutes -Why $Why
    if ($null -ne $missing) { Stop-SwRun $Run $missing }
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
    $taken = Get-SwEnd -Run $Run -Phase '3-cutover' -Step $Step
    $granted = Get-SwEnd -Run $Run -Phase 'rollback-3' -Step $Step
    if ($null -eq $granted -or ($null -ne $taken -and $granted -lt $taken)) {
        Stop-SwRun $Run "The consent that 3-cutover took was not granted again ($Step). Run rollback-3.ps1 first."
    }
    elseif ((Get-SwNow) -lt $granted.AddMinutes($Minutes)) {
        Stop-SwRun $Run "Wait until $(ConvertTo-SwText $granted.AddMinutes($Minutes)): the consent must be visible everywhere."
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

# Records a step. A step that was found done keeps the time at which it was first recorded.
function Save-SwStep {
    param($Run, [string]$Step, [string]$Outcome, [datetime]$Started)
    if ($Run.Preview) { return }
    $record = [ordered]@{
        step    = $Step
        started = ConvertTo-SwText $Started
        ended   = ConvertTo-SwText (Get-SwNow)
        outcome = $Outcome
    }
    if ($Outcome -ceq 'unchanged') {
        $earlier = Find-SwRecord $Run.Earlier $Step
        if ($null -ne $earlier) {
            $record['started'] = ConvertTo-SwText (ConvertTo-SwInstant $earlier.started)
            $record['ended'] = ConvertTo-SwText (ConvertTo-SwInstant $earlier.ended)
            $record['outcome'] = "$($earlier.outcome)"
        }
    }
    [void]$Run.Records.Add($record)
    Save-SwResult -Run $Run -Outcome 'incomplete'
}

function Save-SwResult {
    param($Run, [string]$Outcome)
    if ($Run.Preview) { return }
    $result = [ordered]@{
        schemaVersion = 1
        changeHash    = $Run.ChangeHash
        phase         = $Run.Phase
        started       = ConvertTo-SwText $Run.Started
        ended         = ConvertTo-SwText (Get-SwNow)
        outcome       = $Outcome
        steps         = @($Run.Records)
        details       = $Run.Details
    }
    [void][System.IO.Directory]::CreateDirectory($Run.ResultsFolder)
    $path = Join-Path $Run.ResultsFolder "$($Run.Phase).json"
    [System.IO.File]::WriteAllText($path, (ConvertTo-Json $result -Depth 6))
}

function Complete-SwRun {
    param($Run)
    Save-SwResult -Run $Run -Outcome 'passed'
    if ($Run.Preview) { Write-Host 'Preview only: nothing was changed.' } else { Write-Host "$($Run.Phase): done." }
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
        Save-SwStep -Run $Run -Step $Step -Outcome 'unchanged' -Started $started
        return
    }
    if (-not (Confirm-SwStep $Run $Title 'Create')) { return }
    $null = & $Create
    if (-not (Wait-SwUntil { @(& $Find).Count -eq 1 })) { throw "${Title}: it cannot be read back." }
    $found = @(& $Find)
    $other = "$(& $Difference $found[0])"
    if ($other -ne '') { throw "${Title}: what was read back differs ($other)." }
    Write-Host "Done: $Title"
    Save-SwStep -Run $Run -Step $Step -Outcome 'created' -Started $started
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
        Save-SwStep -Run $Run -Step $Step -Outcome 'unchanged' -Started $started
        return
    }
    if (-not (Confirm-SwStep $Run $Title "Add $($missing.Count) members")) { return }
    foreach ($member in $missing) { $null = & $Add $member }
    if (-not (Wait-SwUntil { @(& $Current | Where-Object { $_ }).Count -eq $Wanted.Count })) { throw "${Title}: the members that were read back are not those of the list." }
    Write-Host "Done: $Title"
    Save-SwStep -Run $Run -Step $Step -Outcome 'filled' -Started $started
}

# Removes what is there and is what was planned for, and reads that it is gone.
function Invoke-SwRemove {
    param($Run, [string]$Step, [string]$Title, [scriptblock]$Find, [scriptblock]$Difference, [scriptblock]$Remove)
    $started = Get-SwNow
    $found = @(& $Find)
    if ($found.Count -gt 1) { throw "${Title}: found $($found.Count) objects where one was expected." }
    if ($found.Count -eq 0) {
        Write-Host "Is gone already: $Title"
        Save-SwStep -Run $Run -Step $Step -Outcome 'unchanged' -Started $started
        return
    }
    $other = "$(& $Difference $found[0])"
    if ($other -ne '') { throw "${Title}: it is not what was planned for ($other). Nothing was changed." }
    if (-not (Confirm-SwStep $Run $Title 'Remove')) { return }
    $null = & $Remove $found[0]
    if (-not (Wait-SwUntil { @(& $Find).Count -eq 0 })) { throw "${Title}: it is still there." }
    Write-Host "Done: $Title"
    Save-SwStep -Run $Run -Step $Step -Outcome 'removed' -Started $started
}

# One look at the grants that must not be there. Every look but the last keeps the time of its first record.
function Save-SwLook {
    param($Run, [string]$Step, [bool]$Last, [AllowEmptyCollection()] [string[]]$Missing)
    $open = @($Missing | Where-Object { $_ })
    if ($open.Count -gt 0) {
        Write-Warning "This look does not count yet. $($open -join ' ')"
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
