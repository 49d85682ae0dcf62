# Get-Date and Start-Sleep on the clock of the emulated tenant, which stands still until somebody sleeps: nobody waits,
# and waits of days pass in no time.

function Get-Moment {
    $style = [System.Globalization.DateTimeStyles]'AssumeUniversal, AdjustToUniversal'
    $now = (Send-Request 'GET' '/emulator/clock' @{} '').Value.now
    if ($now -is [datetime]) { return $now.ToUniversalTime() }
    [datetime]::Parse($now, [System.Globalization.CultureInfo]::InvariantCulture, $style)
}

function Get-Date {
    [CmdletBinding()]
    param([Parameter(Position = 0)] [datetime]$Date, [string]$Format, [string]$UFormat, [switch]$AsUTC)
    if (-not $PSBoundParameters.ContainsKey('Date')) { $PSBoundParameters['Date'] = (Get-Moment).ToLocalTime() }
    Microsoft.PowerShell.Utility\Get-Date @PSBoundParameters
}

function Start-Sleep {
    [CmdletBinding(DefaultParameterSetName = 'Seconds')]
    param(
        [Parameter(ParameterSetName = 'Seconds', Position = 0, Mandatory)] [ValidateRange(0, 2147483)] [double]$Seconds,
        [Parameter(ParameterSetName = 'Milliseconds', Mandatory)] [ValidateRange(0, 2147483647)] [int]$Milliseconds
    )
    $span = [timespan]::FromMilliseconds($Milliseconds)
    if ($PSCmdlet.ParameterSetName -eq 'Seconds') { $span = [timespan]::FromSeconds($Seconds) }
    $minutes = $span.TotalMinutes.ToString([System.Globalization.CultureInfo]::InvariantCulture)
    $null = Send-Request 'POST' '/emulator/clock' @{} "{`"advanceMinutes`":$minutes}"
}
