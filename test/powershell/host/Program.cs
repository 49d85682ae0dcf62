// The same door that pwsh goes through: its command line, its console, its prompts, its exit codes.
return Microsoft.PowerShell.UnmanagedPSEntry.Start(args, args.Length);
