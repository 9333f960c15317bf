using Microsoft.Data.Sqlite;
using SmallMatters.Web.CommandLine;
using Xunit;

namespace SmallMatters.Web.Tests.CommandLine;

public sealed class ApiKeyCommandsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("apikey");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_key_is_shown_once_and_ends_when_it_is_revoked()
    {
        var (code, key, _) = await RunAsync("create", "街道热线");
        Assert.Equal(0, code);
        Assert.Equal(43, key.Trim().Length);

        var listed = (await RunAsync("list")).Output;
        Assert.Contains("街道热线", listed, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Trim(), listed, StringComparison.Ordinal);
        Assert.DoesNotContain("ended", listed, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync("revoke", listed.Split(' ')[0])).Code);
        Assert.Contains("ended", (await RunAsync("list")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("create", "  ")]
    [InlineData("create", "two\nlines")]
    [InlineData("revoke", "00000000-0000-0000-0000-000000000001")]
    public async Task What_cannot_be_done_is_said_in_both_languages(string verb, string argument)
    {
        var (code, _, error) = await RunAsync(verb, argument);
        Assert.Equal(1, code);
        Assert.Contains(" / ", error.Replace("。/", "。 /", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await Verbs
            .Root()
            .Parse(["apikey", .. arguments, "--data", _folder.FullName])
            .InvokeAsync(new() { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
