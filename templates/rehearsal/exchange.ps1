$script:connection = $null

# The tenant behind a sign-in: what the emulated Graph says; a GUID is taken as it is.
function Get-EmulatedTenant {
    param([string]$Asked)
    if ($Asked -match '^[0-9a-f-]{36}$') { return $Asked }
    $answer = Send-Request 'GET' '/v1.0/organization' @{ Authorization = 'Bearer emulated' } ''
    "$($answer.Value.value[0].id)"
}

function Connect-ExchangeOnline {
    [CmdletBinding()]
    param([string]$UserPrincipalName, [string]$Organization, [string]$AppId, [string]$CertificateThumbprint, [switch]$Device, [bool]$ShowBanner)
    $script:connection = [pscustomobject]@{
        ConnectionId      = [guid]::NewGuid()
        State             = 'Connected'
        UserPrincipalName = $UserPrincipalName
        TenantID          = Get-EmulatedTenant $Organization
        TokenStatus       = 'Active'
        Name              = 'ExchangeOnline_1'
    }
}

function Disconnect-ExchangeOnline {
    [CmdletBinding(SupportsShouldProcess)]
    param()
    $script:connection = $null
}

function Get-ConnectionInformation {
    [CmdletBinding(DefaultParameterSetName = 'Default')]
    param(
        [Parameter(ParameterSetName = 'ConnectionId', Mandatory)] [string[]]$ConnectionId,
        [Parameter(ParameterSetName = 'ModulePrefix', Mandatory)] [string[]]$ModulePrefix
    )
    if ($null -ne $script:connection) { $script:connection }
}

function ConvertFrom-Row {
    param($Row)
    $object = [ordered]@{}
    foreach ($property in $Row.PSObject.Properties) {
        if (-not $property.Name.Contains('@')) { $object[$property.Name] = $property.Value }
    }
    [pscustomobject]$object
}

function Invoke-Exchange {
    param($Caller, [string]$Name, $Bound)
    if ($null -eq $script:connection) { throw 'You must call the Connect-ExchangeOnline cmdlet before calling any other cmdlets.' }
    $passed = Get-Passed $Bound
    foreach ($filter in 'Filter', 'RecipientFilter', 'RecipientPreviewFilter') {
        if ($passed.ContainsKey($filter)) { $passed[$filter] = "$($passed[$filter])".Replace('$true', "'True'").Replace('$false', "'False'") }
    }
    $body = ConvertTo-Json @{ CmdletInput = @{ CmdletName = $Name; Parameters = $passed } } -Depth 10
    $headers = @{
        Authorization     = 'Bearer emulated'
        Accept            = 'application/json'
        Prefer            = 'odata.maxpagesize=1000'
        'X-CmdletName'    = $Name
        'X-AnchorMailbox' = "UPN:SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}@$($script:connection.TenantID)"
    }
    $address = "/adminapi/beta/$($script:connection.TenantID)/InvokeCommand"
    while ($address) {
        $answer = Send-Request 'POST' $address $headers $body
        if ($answer.Status -ge 400) {
            $fault = Get-Field $answer.Value 'error'
            $details = @(Get-Field $fault 'details' | Where-Object { $null -ne $_ })
            $message = "$(Get-Field $fault 'message')"
            if ($details.Count -gt 0) { $message = "$($details[0].message)" }
            if ($message -eq '') { $message = "The remote server returned an error: ($($answer.Status))." }
            Write-ServiceError $Caller $message "[Cmdlet=$Name]"
            return
        }
        foreach ($row in @(Get-Field $answer.Value 'value' | Where-Object { $null -ne $_ })) { ConvertFrom-Row $row }
        $address = Get-Field $answer.Value '@odata.nextLink'
    }
}
