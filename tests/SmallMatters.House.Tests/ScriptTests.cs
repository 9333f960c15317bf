namespace SmallMatters.House.Tests;

using Xunit;

public class ScriptTests
{
    [Fact]
    public void Every_script_can_be_executed()
    {
        var modes = Repo.Git("ls-files", "--stage").Select(line => line.Split('\t')).ToDictionary(p => p[1], p => p[0][..6]);
        var scripts = modes
            .Keys.Intersect(Repo.Files)
            .Where(file => File.ReadLines(Repo.Full(file)).FirstOrDefault()?.StartsWith("#!", StringComparison.Ordinal) == true)
            .ToList();

        Assert.Contains("test", scripts);
        Assert.Contains(".ci/run", scripts);
        Assert.All(
            scripts,
            script => Assert.True(modes[script] == "100755", $"{script} cannot be executed: git update-index --chmod=+x {script}")
        );
    }
}
