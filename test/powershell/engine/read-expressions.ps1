# Reads expressions with PowerShell's own parser, each in the two places in which scripts have them: after an equals
# sign and as an argument. Says for each the text that it is, as UTF-16 code units, or what else it is.
param([string]$QuestionPath, [string]$AnswerPath)
$ErrorActionPreference = 'Stop'

function Read-Text {
    param($Node)
    if ($Node -is [System.Management.Automation.Language.StringConstantExpressionAst]) {
        if ("$($Node.StringConstantType)" -ne 'SingleQuoted') { throw "a text of kind $($Node.StringConstantType)" }
        return $Node.Value
    }
    if ($Node -is [System.Management.Automation.Language.ConvertExpressionAst]) {
        if ($Node.Type.TypeName.FullName -ne 'char' -or $Node.Child -isnot [System.Management.Automation.Language.ConstantExpressionAst]) { throw 'a conversion' }
        return "$([char]$Node.Child.Value)"
    }
    if ($Node -is [System.Management.Automation.Language.BinaryExpressionAst]) {
        if ("$($Node.Operator)" -ne 'Plus') { throw "an operator $($Node.Operator)" }
        return (Read-Text $Node.Left) + (Read-Text $Node.Right)
    }
    if ($Node -is [System.Management.Automation.Language.ParenExpressionAst]) {
        if ($Node.Pipeline -isnot [System.Management.Automation.Language.PipelineAst] -or $Node.Pipeline.PipelineElements.Count -ne 1) { throw 'a pipeline' }
        return Read-Text $Node.Pipeline.PipelineElements[0].Expression
    }
    throw "a $($Node.GetType().Name)"
}

function Get-OnlyStatement {
    param([string]$Script)
    $tokens = $null
    $errors = $null
    $tree = [System.Management.Automation.Language.Parser]::ParseInput($Script, [ref]$tokens, [ref]$errors)
    if ($errors.Count -gt 0) { throw "an error: $($errors[0].Message)" }
    if ($tree.EndBlock.Statements.Count -ne 1) { throw "$($tree.EndBlock.Statements.Count) statements" }
    $tree.EndBlock.Statements[0]
}

$answers = New-Object System.Collections.Generic.List[object]
foreach ($expression in (ConvertFrom-Json ([System.IO.File]::ReadAllText($QuestionPath)))) {
    try {
        $assigned = Read-Text (Get-OnlyStatement "`$x = $expression").Right.Expression
        $command = (Get-OnlyStatement "Get-Thing -Name $expression -Other 1").PipelineElements
        if ($command.Count -ne 1 -or $command[0].CommandElements.Count -ne 5) { throw 'more than one argument' }
        $passed = Read-Text $command[0].CommandElements[2]
        if ($assigned -cne $passed) { throw 'two texts' }
        $answers.Add([ordered]@{ units = @($assigned.ToCharArray() | ForEach-Object { [int]$_ }) })
    }
    catch { $answers.Add([ordered]@{ trouble = "$($_.Exception.Message)" }) }
}
[System.IO.File]::WriteAllText($AnswerPath, (ConvertTo-Json -InputObject $answers.ToArray() -Depth 3 -Compress))
