$script:context = $null

function Connect-MgGraph {
    [CmdletBinding()]
    param([string[]]$Scopes, [string]$TenantId, [string]$ClientId, [string]$CertificateThumbprint, [string]$Environment = 'Global', [switch]$UseDeviceCode, [switch]$NoWelcome)
    if ($TenantId -eq '') {
        $answer = Send-Request 'GET' '/v1.0/organization' @{ Authorization = 'Bearer emulated' } ''
        $TenantId = "$($answer.Value.value[0].id)"
    }
    $script:context = [pscustomobject]@{
        ClientId    = $ClientId
        TenantId    = $TenantId
        Scopes      = @($Scopes)
        Account     = 'operator@emulated.example'
        AuthType    = 'Delegated'
        Environment = $Environment
    }
}

function Disconnect-MgGraph {
    [CmdletBinding()]
    param()
    $script:context = $null
}

function Get-MgContext {
    [CmdletBinding()]
    param()
    $script:context
}

function Get-MgEnvironment {
    [CmdletBinding()]
    param([string]$Name)
    $all = @(
        [pscustomobject]@{ Name = 'China'; GraphEndpoint = 'https://microsoftgraph.chinacloudapi.cn' }
        [pscustomobject]@{ Name = 'Global'; GraphEndpoint = 'https://graph.microsoft.com' }
        [pscustomobject]@{ Name = 'USGov'; GraphEndpoint = 'https://graph.microsoft.us' }
        [pscustomobject]@{ Name = 'USGovDoD'; GraphEndpoint = 'https://dod-graph.microsoft.us' }
    )
    $all | Where-Object { $Name -eq '' -or $_.Name -eq $Name }
}
