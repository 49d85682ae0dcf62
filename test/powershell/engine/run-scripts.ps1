# Runs scripts one after another as an operator would, signed in to both services of the emulated tenant, and says of
# each how it ended, what it printed and whether it asked.
param([string]$QuestionPath, [string]$AnswerPath)
$question = ConvertFrom-Json ([System.IO.File]::ReadAllText($QuestionPath))
Import-Module VirtualClock -Global
Connect-ExchangeOnline -Organization $question.tenant
# What README.md lists as the least right of each phase.
$rights = 'AdministrativeUnit.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All', 'Application.ReadWrite.All', 'Application.Read.All'
Connect-MgGraph -TenantId $question.tenant -Scopes $rights

function Get-Kind {
    param($Record)
    if ($Record -is [System.Management.Automation.ErrorRecord]) { return 'error' }
    if ($Record -is [System.Management.Automation.WarningRecord]) { return 'warning' }
    if ($Record -is [System.Management.Automation.VerboseRecord]) { return 'verbose' }
    if ($Record -is [System.Management.Automation.InformationRecord]) { return 'information' }
    'output'
}

$answers = New-Object System.Collections.Generic.List[object]
foreach ($job in $question.jobs) {
    # Only what the script has is passed.
    $known = (Get-Command $job.script).Parameters
    $parameters = @{}
    foreach ($offer in $job.parameters.PSObject.Properties) {
        if ($known.ContainsKey($offer.Name)) { $parameters[$offer.Name] = $offer.Value }
    }
    $records = New-Object System.Collections.Generic.List[object]
    $failure = $null
    $global:LASTEXITCODE = 0
    try {
        for ($try = 0; $try -le $job.waits; $try++) {
            $global:LASTEXITCODE = 0
            $told = ''
            & $job.script @parameters *>&1 | ForEach-Object {
                $records.Add([ordered]@{ kind = Get-Kind $_; text = "$_" })
                if ("$_" -match 'Earliest: (\S+Z),') { $told = $Matches[1] }
            }
            # A patient operator comes back at the time that the script told.
            if ($global:LASTEXITCODE -ne 75 -or $told -eq '') { break }
            $style = [System.Globalization.DateTimeStyles]'AssumeUniversal, AdjustToUniversal'
            $earliest = [datetime]::Parse($told, [System.Globalization.CultureInfo]::InvariantCulture, $style)
            Start-Sleep -Seconds ([System.Math]::Max(0, ($earliest - (Get-Date).ToUniversalTime()).TotalSeconds))
        }
    }
    catch { $failure = [ordered]@{ message = "$($_.Exception.Message)"; id = "$($_.FullyQualifiedErrorId)"; at = "$($_.InvocationInfo.PositionMessage)" } }
    $answers.Add([ordered]@{
            script   = $job.script
            asksNot  = -not $known.ContainsKey('WhatIf')
            failure  = $failure
            exitCode = $global:LASTEXITCODE
            records  = $records.ToArray()
        })
}
[System.IO.File]::WriteAllText($AnswerPath, (ConvertTo-Json -InputObject $answers.ToArray() -Depth 6))
