namespace SmallMatters.House.Tests;

using System.Diagnostics;

/// <summary>The repository that the tests were built from: its root and the files that belong to it.</summary>
internal static class Repo
{
    public static string Root { get; } = FindRoot();

    /// <summary>Tracked files and new ones that are not ignored, relative to the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = ListFiles();

    public static string Full(string relative) => Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(Full(relative));

    public static IEnumerable<string> Under(string folder, params string[] extensions) =>
        Files.Where(file =>
            file.StartsWith(folder + "/", StringComparison.Ordinal)
            && (extensions.Length == 0 || extensions.Any(e => file.EndsWith(e, StringComparison.Ordinal)))
        );

    /// <summary>Every line of a file with its number, counted from one.</summary>
    public static IEnumerable<(int Number, string Text)> Lines(string relative) =>
        File.ReadLines(Full(relative)).Select((text, index) => (index + 1, text));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SmallMatters.slnx")))
            {
                return folder.FullName;
            }
        }
        throw new InvalidOperationException("The tests do not stand inside the repository.");
    }

    /// <summary>What git answers, line by line.</summary>
    public static string[] Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A clone made by another user is read all the same; names with Chinese characters come as they are.
        foreach (var argument in (string[])["-c", "safe.directory=*", "-c", "core.quotePath=off", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }
        using var git = Process.Start(start)!;
        var error = git.StandardError.ReadToEndAsync();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0
            ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {error.Result}");
    }

    private static List<string> ListFiles() =>
        Git("ls-files", "--cached", "--others", "--exclude-standard")
            .Where(file => File.Exists(Full(file)))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
}
