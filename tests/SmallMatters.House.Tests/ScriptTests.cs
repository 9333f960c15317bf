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

    [Fact]
    public void The_command_line_serves_the_pages_files_from_where_it_publishes_them_with_the_compressed_ones()
    {
        var script = File.ReadAllText(Repo.Full("smallmatters"));
        // Beside the sources only the plain files stand, and a browser asks for compressed ones.
        Assert.Contains("local built=$root/.build/$project", script, StringComparison.Ordinal);
        Assert.Contains("export ASPNETCORE_CONTENTROOT=$root/.build/SmallMatters.Web\n", script, StringComparison.Ordinal);
    }
}
