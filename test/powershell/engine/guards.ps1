# Calls guards of the shared module, one by one, and writes what each of them said: '' where it let the script pass.
[CmdletBinding(SupportsShouldProcess)]
param([string]$Question, [string]$Answer)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$asked = ConvertFrom-Json ([System.IO.File]::ReadAllText($Question))
Import-Module $asked.module -Force

function New-Run {
    param([string]$Folder, [bool]$Preview = $false, [bool]$Rescue = $false)
    Start-SwRun -Cmdlet $PSCmdlet -ScriptFolder (Join-Path $asked.folder $Folder) -Phase '1-prepare' -ChangeHash 'hash' -ResultsFolder '' -Preview $Preview -Rescue $Rescue
}

function Get-Refusal {
    param([scriptblock]$Guard)
    try {
        $null = & $Guard
        ''
    }
    catch { "$($_.Exception.Message)" }
}

function Read-Result {
    param([string]$Folder)
    ConvertFrom-Json ([System.IO.File]::ReadAllText((Join-Path (Join-Path (Join-Path $asked.folder $Folder) 'results') '1-prepare.json')))
}

$said = [ordered]@{}

$run = New-Run 'same'
$said['same'] = Get-Refusal { Assert-SwSame -Run $run -What 'Policies' -Expected @('a', 'B') -Own @() -Found @('b', 'A') }
$said['empty'] = Get-Refusal { Assert-SwSame -Run $run -What 'Policies' -Expected @() -Own @() -Found @() }
$said['different'] = Get-Refusal { Assert-SwSame -Run $run -What 'Policies' -Expected @('a', 'b') -Own @() -Found @('b', 'c') }
$said['ownThere'] = Get-Refusal { Assert-SwSame -Run $run -What 'Policies' -Expected @('a') -Own @('own') -Found @('a', 'own') }
$said['ownGone'] = Get-Refusal { Assert-SwSame -Run $run -What 'Policies' -Expected @('a', 'own') -Own @('own') -Found @('a') }
$said['selectedMore'] = Get-Refusal { Assert-SwSelected -Run $run -Scope 'S' -Found 4 -Expected 3 -Accepted -1 -Exact $true }
$said['selectedAccepted'] = Get-Refusal { Assert-SwSelected -Run $run -Scope 'S' -Found 4 -Expected 3 -Accepted 4 -Exact $true }
$said['selectedFollowing'] = Get-Refusal { Assert-SwSelected -Run $run -Scope 'S' -Found 4 -Expected 3 -Accepted -1 -Exact $false }
foreach ($pair in $asked.pairs) {
    $said["pair $($pair.module) $($pair.powershell)"] = Get-Refusal { Assert-SwPair -Run $run -Module $pair.module -PowerShell $pair.powershell }
}
$said['granted'] = Get-Refusal { Assert-SwGranted -Scopes @('Other', 'Directory.Read.All') -Needed @('Application.Read.All', 'Directory.Read.All') }
$said['notGranted'] = Get-Refusal { Assert-SwGranted -Scopes @() -Needed @('Application.Read.All') }
$said['cmdlet'] = Get-Refusal { Assert-SwCmdlet -Run $run -Names @('Get-Item', 'New-NothingOfTheKind') }
$freezes = Join-Path $asked.folder 'freezes.json'
$said['frozen'] = Get-Refusal { Assert-SwNoFreeze -Run $run -Path $freezes }
$said['notFrozen'] = Get-Refusal { Assert-SwNoFreeze -Run $run -Path (Join-Path $asked.folder 'thawed.json') }

# Two decisions on one change hash: neither stands for the other.
foreach ($approvals in $asked.approvals) {
    foreach ($change in 1, 2) {
        $said["$($approvals.name) $change"] = Get-Refusal { Assert-SwApproved -Run $run -Path (Join-Path $asked.folder "$($approvals.name).json") -Change $change }
    }
}

# Of the changes that use one object one that is approved is enough.
foreach ($approvals in $asked.approvals) {
    $said["$($approvals.name) for one"] = Get-Refusal { Assert-SwApprovedForOne -Run $run -Path (Join-Path $asked.folder "$($approvals.name).json") -ChangeHashes @('unknown', 'hash') }
}
# In an outage too, and whatever anybody answers: what is in use stays.
$said['unused'] = Get-Refusal { Assert-SwUnused -Run (New-Run 'outage' -Rescue $true) -Object 'G' -Users @() }
$said['used'] = Get-Refusal { Assert-SwUnused -Run (New-Run 'outage' -Rescue $true) -Object 'G' -Users @('one') }
$said['notLooked'] = Get-Refusal { Assert-SwLooked -Run (New-Run 'outage' -Rescue $true) -Phase 'remove-shared-check' -MaximumAgeMinutes 15 }

# Another operator holds the lock; a run of this window that was interrupted does not.
$again = New-Run 'same'
$said['interrupted'] = "$($again.Phase)"
$other = [System.IO.Directory]::CreateDirectory((Join-Path (Join-Path $asked.folder 'locked') 'results')).FullName
$held = [System.IO.File]::Open((Join-Path $other '.lock'), 'OpenOrCreate', 'ReadWrite', 'None')
$said['locked'] = Get-Refusal { New-Run 'locked' }
$held.Dispose()
$said['unlocked'] = Get-Refusal { New-Run 'locked' }

# What one run began and did not end, the next run finds done, and records as its work.
$script:objects = @()
$first = New-Run 'killed'
$said['interruptedCreate'] = Get-Refusal {
    Invoke-SwCreate -Run $first -Step 'one' -Title 'One' -Find { $script:objects } -Difference { '' } -Create {
        $script:objects = @('object')
        throw 'the connection was lost'
    }
}
Close-SwRun $first -Failure 'the connection was lost'
$said['begun'] = (Read-Result 'killed').steps[0].outcome
$said['failure'] = (Read-Result 'killed').details.failure
$said['begunIsNotDone'] = "$(Get-SwEnd -Run $first -Phase '1-prepare' -Step 'one')"
$second = New-Run 'killed'
Invoke-SwCreate -Run $second -Step 'one' -Title 'One' -Find { $script:objects } -Difference { '' } -Create { throw 'never twice' }
$said['afterwards'] = (Read-Result 'killed').steps[0].outcome
Invoke-SwCreate -Run $second -Step 'two' -Title 'Two' -Find { if ($script:objects.Count -gt 1) { $script:objects[1] } } -Difference { '' } -Create { $script:objects += 'second' }
Complete-SwRun $second
$third = New-Run 'killed'
Save-SwStep -Run $third -Step 'one' -Outcome 'unchanged' -Started ([datetime]::UtcNow)
$said['kept'] = @((Read-Result 'killed').steps | ForEach-Object { "$($_.step) $($_.outcome)" }) -join ', '
Close-SwRun $third

# A guard that refuses leaves the result of the last run as it is.
$fourth = New-Run 'killed'
Close-SwRun $fourth -Failure 'not signed in'
$said['untouched'] = (Read-Result 'killed').outcome

# In an outage a person decides; what is typed comes from the caller: no, then yes.
$rescue = New-Run 'rescue' -Rescue $true
$said['declined'] = Get-Refusal { Stop-SwRun $rescue 'Not approved.' }
$said['wentOn'] = Get-Refusal { Stop-SwRun $rescue 'Not approved.' }
Close-SwRun $rescue

[System.IO.File]::WriteAllText($Answer, (ConvertTo-Json $said))
