/**
 * The Exchange module that goes with a version of PowerShell, and stands for the one that an operator installs: the
 * scripts refuse every other pair.
 *
 * @returns undefined where Microsoft names no pair, and for Windows PowerShell, whose .NET cannot call the emulator
 * @see https://learn.microsoft.com/powershell/exchange/exchange-online-powershell-v2 "Supported operating systems"
 */
export function exchangeModuleFor(powerShell: string): string | undefined {
  const [line = ""] = /^\d+\.\d+/.exec(powerShell) ?? [];
  return PAIRS[line];
}

const PAIRS: Readonly<Record<string, string>> = {
  "7.2": "3.4.0",
  "7.4": "3.9.2",
  "7.6": "3.10.0",
};
