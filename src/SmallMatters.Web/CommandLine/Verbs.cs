using System.CommandLine;
using SmallMatters.Web.CommandLine.Importing;
using SmallMatters.Web.CommandLine.Patterns;
using SmallMatters.Web.CommandLine.Triage;

namespace SmallMatters.Web.CommandLine;

/// <summary>All verbs of <c>./smallmatters</c>.</summary>
public static class Verbs
{
    /// <summary>Runs one verb.</summary>
    /// <returns>0 when it did what was asked, else 1.</returns>
    public static Task<int> RunAsync(string[] args) => Root().Parse(args).InvokeAsync();

    /// <summary>The command with its verbs.</summary>
    public static RootCommand Root() =>
        new("小事不小 SmallMatters")
        {
            ServeCommand.Create(),
            JurisdictionCommands.Create(),
            AccountCommands.Create(),
            SeedCommand.Create(),
            ImportCommand.Create(),
            TransferCommands.Create(),
            VerifyCommand.Create(),
            FigureCommands.Create(),
            BackupCommands.CreateBackup("backup"),
            BackupCommands.CreateBackup("export"),
            BackupCommands.CreateRestore(),
            TriageCommands.Create(),
            ApiKeyCommands.Create(),
            PatternsCommand.Create(),
            BacktestCommand.Create(),
        };
}
