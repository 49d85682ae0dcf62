# How the modules of a rehearsal reach the emulated tenant; the head of each of them.
# No preference is set for the module: errors of the service end a script only where it asks for that.
Set-StrictMode -Version Latest
$client = New-Object System.Net.Http.HttpClient

function Get-Emulator {
    $address = [uri]"$env:SCOPEWRIGHT_EMULATOR"
    if (-not $address.IsAbsoluteUri -or -not $address.IsLoopback) { throw 'SCOPEWRIGHT_EMULATOR names no address of this machine.' }
    $address
}

# Sends to the emulator, whatever host the address names: links of the service name its real one.
function Send-Request {
    param([string]$Method, [string]$Address, [hashtable]$Headers, [string]$Body)
    $ErrorActionPreference = 'Stop'
    $asked = New-Object uri (Get-Emulator), $Address
    $target = New-Object uri (Get-Emulator), $asked.PathAndQuery
    $request = New-Object System.Net.Http.HttpRequestMessage (New-Object System.Net.Http.HttpMethod $Method), $target
    foreach ($name in $Headers.Keys) { [void]$request.Headers.TryAddWithoutValidation($name, $Headers[$name]) }
    if ($Body -ne '') { $request.Content = New-Object System.Net.Http.StringContent $Body, ([System.Text.Encoding]::UTF8), 'application/json' }
    $response = $client.Send($request)
    $reader = New-Object System.IO.StreamReader $response.Content.ReadAsStream()
    $text = $reader.ReadToEnd()
    $value = $null
    try { if ($text -ne '') { $value = ConvertFrom-Json $text -Depth 100 } } catch { $value = $null }
    [pscustomobject]@{ Status = [int]$response.StatusCode; Value = $value }
}

function Get-Field {
    param($Value, [string]$Name)
    if ($Value -isnot [psobject] -or $null -eq $Value.PSObject.Properties[$Name]) { return $null }
    $Value.PSObject.Properties[$Name].Value
}

# What was passed, without the common parameters; a switch that is off is not sent.
function Get-Passed {
    param($Bound)
    $passed = @{}
    foreach ($name in $Bound.Keys) {
        if ([System.Management.Automation.PSCmdlet]::CommonParameters -contains $name) { continue }
        $value = $Bound[$name]
        if ($value -is [switch]) { if ($value) { $passed[$name] = $true } } else { $passed[$name] = $value }
    }
    $passed
}

function Write-ServiceError {
    param($Caller, [string]$Message, [string]$Id)
    $exception = New-Object System.Exception $Message
    $Caller.WriteError((New-Object System.Management.Automation.ErrorRecord $exception, $Id, 'NotSpecified', $null))
}
