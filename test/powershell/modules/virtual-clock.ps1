# Get-Date and Start-Sleep on a clock that stands still in a file until somebody sleeps: no test waits, and waits of
# days pass in no time.
Set-StrictMode -Version Latest

function Get-Moment {
    $style = [System.Globalization.DateTimeStyles]'AssumeUniversal, AdjustToUniversal'
    [datetime]::Parse([System.IO.File]::ReadAllText($env:SCOPEWRIGHT_CLOCK), [System.Globalization.CultureInfo]::InvariantCulture, $style)
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
    [System.IO.File]::WriteAllText($env:SCOPEWRIGHT_CLOCK, (Get-Moment).Add($span).ToString('o'))
}
