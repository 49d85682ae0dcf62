# Runs the scripts that it is told to, one after another, as an operator would: signed in to both services of an emulated
# tenant. It asks at a door on this machine what to run next, and says there of each script how it ended, what it printed
# and whether it asks before it changes something.
param([string]$Door)
Import-Module VirtualClock -Global
$client = New-Object System.Net.Http.HttpClient
$client.Timeout = [System.Threading.Timeout]::InfiniteTimeSpan
# What README.md lists as the least right of each phase.
$rights = 'AdministrativeUnit.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All', 'Application.ReadWrite.All', 'Application.Read.All'

function Send-Door {
    param([string]$Method, [string]$Body)
    $request = New-Object System.Net.Http.HttpRequestMessage (New-Object System.Net.Http.HttpMethod $Method), $Door
    if ($Body -ne '') { $request.Content = New-Object System.Net.Http.StringContent $Body, ([System.Text.Encoding]::UTF8), 'application/json' }
    $response = $client.Send($request)
    $reader = New-Object System.IO.StreamReader $response.Content.ReadAsStream()
    $reader.ReadToEnd()
}

function Get-Kind {
    param($Record)
    if ($Record -is [System.Management.Automation.ErrorRecord]) { return 'error' }
    if ($Record -is [System.Management.Automation.WarningRecord]) { return 'warning' }
    if ($Record -is [System.Management.Automation.VerboseRecord]) { return 'verbose' }
    if ($Record -is [System.Management.Automation.InformationRecord]) { return 'information' }
    'output'
}

while ($true) {
    $text = Send-Door 'GET' ''
    if ($text -eq '') { break }
    $job = ConvertFrom-Json $text
    if ($env:SCOPEWRIGHT_EMULATOR -ne $job.emulator) {
        $env:SCOPEWRIGHT_EMULATOR = $job.emulator
        Connect-ExchangeOnline -Organization $job.tenant
        Connect-MgGraph -TenantId $job.tenant -Scopes $rights
    }
    # Only what the script has is passed.
    $known = (Get-Command $job.script).Parameters
    $parameters = @{}
    foreach ($offer in $job.parameters.PSObject.Properties) {
        if ($known.ContainsKey($offer.Name)) { $parameters[$offer.Name] = $offer.Value }
    }
    $records = New-Object System.Collections.Generic.List[object]
    $failure = $null
    $global:LASTEXITCODE = 0
    try { & $job.script @parameters *>&1 | ForEach-Object { $records.Add([ordered]@{ kind = Get-Kind $_; text = "$_" }) } }
    catch { $failure = [ordered]@{ message = "$($_.Exception.Message)"; id = "$($_.FullyQualifiedErrorId)"; at = "$($_.InvocationInfo.PositionMessage)" } }
    $ending = [ordered]@{
        script   = $job.script
        asksNot  = -not $known.ContainsKey('WhatIf')
        failure  = $failure
        exitCode = $global:LASTEXITCODE
        records  = $records.ToArray()
    }
    $null = Send-Door 'POST' (ConvertTo-Json -InputObject $ending -Depth 6)
}
