# Objects as the module gives them: names in capitals, every property of the type there, filled or not.
function ConvertFrom-GraphValue {
    param($Value, [string[]]$Properties)
    if ($Value -is [System.Collections.IList]) { return , @($Value | ForEach-Object { ConvertFrom-GraphValue $_ @() }) }
    if ($Value -isnot [System.Management.Automation.PSCustomObject]) { return $Value }
    $object = [ordered]@{}
    foreach ($name in $Properties) { $object[$name] = $null }
    foreach ($property in $Value.PSObject.Properties) {
        if ($property.Name.Contains('@')) { continue }
        $name = $property.Name.Substring(0, 1).ToUpperInvariant() + $property.Name.Substring(1)
        $object[$name] = ConvertFrom-GraphValue $property.Value @()
    }
    [pscustomobject]$object
}

# Bodies as the service takes them: names in small letters.
function ConvertTo-GraphValue {
    param($Value)
    if ($Value -is [System.Collections.IDictionary]) {
        $object = [ordered]@{}
        foreach ($name in $Value.Keys) { $object["$name".Substring(0, 1).ToLowerInvariant() + "$name".Substring(1)] = ConvertTo-GraphValue $Value[$name] }
        return $object
    }
    if ($Value -is [array]) { return , @($Value | ForEach-Object { ConvertTo-GraphValue $_ }) }
    $Value
}

function Get-Query {
    param([hashtable]$Passed)
    $parts = foreach ($pair in @{ Filter = '$filter'; Property = '$select'; ExpandProperty = '$expand'; Top = '$top'; Search = '$search'; Sort = '$orderby' }.GetEnumerator()) {
        if ($Passed.ContainsKey($pair.Key)) { "$($pair.Value)=$([uri]::EscapeDataString((@($Passed[$pair.Key]) -join ',')))" }
    }
    if (@($parts).Count -gt 0) { '?' + (@($parts) -join '&') } else { '' }
}

function Invoke-Graph {
    param($Caller, $Bound, [string]$Method, [string]$Path, [string]$Item, [string[]]$Body, [string[]]$Properties)
    if ($null -eq (Get-MgContext)) { throw 'Authentication needed. Please call Connect-MgGraph.' }
    $passed = Get-Passed $Bound
    $address = [regex]::Replace($Path, '\{(\w+)\}', { param($match) [uri]::EscapeDataString("$($passed[$match.Groups[1].Value])") })
    if ($Item -ne '' -and $passed.ContainsKey($Item)) { $address += '/' + [uri]::EscapeDataString("$($passed[$Item])") }
    $address = '/v1.0' + $address
    $text = ''
    if ($Method -eq 'GET') { $address += Get-Query $passed }
    elseif ($Method -ne 'DELETE') {
        $sent = @{}
        foreach ($name in $Body) { if ($passed.ContainsKey($name)) { $sent[$name] = $passed[$name] } }
        if ($passed.ContainsKey('BodyParameter')) { $sent = $passed['BodyParameter'] }
        $text = ConvertTo-Json (ConvertTo-GraphValue $sent) -Depth 20
    }
    if ($Method -ne 'GET' -and -not $Caller.ShouldProcess($address, $Method)) { return }
    $headers = @{ Authorization = 'Bearer emulated'; Accept = 'application/json' }
    if ($passed.ContainsKey('ConsistencyLevel')) { $headers['ConsistencyLevel'] = "$($passed['ConsistencyLevel'])" }
    while ($address) {
        $answer = Send-Request $Method $address $headers $text
        if ($answer.Status -ge 400) {
            $fault = Get-Field $answer.Value 'error'
            $code = "$(Get-Field $fault 'code')"
            Write-ServiceError $Caller "[$code] : $(Get-Field $fault 'message')" "$code,Microsoft.Graph.PowerShell.Cmdlets"
            return
        }
        $address = $null
        if ($null -eq $answer.Value) { return }
        if ($null -eq $answer.Value.PSObject.Properties['value']) { return ConvertFrom-GraphValue $answer.Value $Properties }
        foreach ($row in @($answer.Value.value)) { ConvertFrom-GraphValue $row $Properties }
        if ($passed.ContainsKey('All')) { $address = Get-Field $answer.Value '@odata.nextLink' }
    }
}
