# Parses scripts with PowerShell's own parser, and says what each one calls. Runs none of them.
param([string]$QuestionPath, [string]$AnswerPath)
$ErrorActionPreference = 'Stop'
$answers = foreach ($path in (ConvertFrom-Json ([System.IO.File]::ReadAllText($QuestionPath)))) {
    $tokens = $null
    $errors = $null
    $tree = [System.Management.Automation.Language.Parser]::ParseFile($path, [ref]$tokens, [ref]$errors)
    $calls = $tree.FindAll({ param($node) $node -is [System.Management.Automation.Language.CommandAst] }, $true)
    [ordered]@{
        path     = $path
        errors   = @($errors | ForEach-Object { "$($_.Extent.StartLineNumber): $($_.Message)" })
        commands = @($calls | ForEach-Object { $_.GetCommandName() } | Where-Object { $_ } | Sort-Object -Unique)
    }
}
[System.IO.File]::WriteAllText($AnswerPath, (ConvertTo-Json -InputObject @($answers) -Depth 4))
