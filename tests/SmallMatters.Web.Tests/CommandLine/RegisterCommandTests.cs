using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.CommandLine;

public class RegisterCommandTests
{
    private const string Mapping = """{ "code": "代码", "zh": "名称", "en": "name", "unit": "上级" }""";

    [Theory, OnBothDatabases]
    public async Task A_register_is_tried_imported_and_undone_by_the_command_line(DatabaseKind kind)
    {
        await using var run = await CommandLineRun.OnAsync(kind);
        await using (var services = await run.OpenAsync())
        {
            await Neighbourhood.SettleAsync(services.GetRequiredService<JurisdictionSource>());
        }
        var mapping = run.Write("mapping.json", Mapping);
        var file = run.Write("units.csv", "代码,名称,name,上级\ngas,燃气站,Gas,street\nwater,水务所,Water,nobody\n");
        string[] verb = ["import", "register", "units"];

        var dry = await run.RunAsync([.. verb, file, "--mapping", mapping, "--dry-run"]);
        Assert.Equal(0, dry.Code);
        Assert.Contains("1 new · 0 changed · 0 unchanged · 1 refused", dry.Output);
        Assert.Contains("3  water  拒绝 refused", dry.Output);
        Assert.Equal(1, (await run.RunAsync([.. verb, "--undo", "1", "--why", "试"])).Code);

        var done = await run.RunAsync([.. verb, file, "--mapping", mapping]);
        Assert.Equal(0, done.Code);
        Assert.Contains("Import 1 is written.", done.Output);
        Assert.Equal(1, (await run.RunAsync([.. verb, file, "--mapping", mapping])).Code);

        Assert.Equal(1, (await run.RunAsync([.. verb, "--undo", "1"])).Code);
        Assert.Equal(0, (await run.RunAsync([.. verb, "--undo", "1", "--why", "来源有误"])).Code);
        await using var after = await run.OpenAsync();
        var now = await after.GetRequiredService<JurisdictionSource>().CurrentAsync(TestContext.Current.CancellationToken);
        Assert.False(now.Units.ContainsKey("gas"));
    }

    [Theory, OnBothDatabases]
    public async Task A_mapping_that_is_wrong_or_missing_is_said(DatabaseKind kind)
    {
        await using var run = await CommandLineRun.OnAsync(kind);
        var file = run.Write("units.csv", "代码,名称,name,上级\n");
        var mapping = run.Write("mapping.json", """{ "code": "代码", "zehn": "名称" }""");
        var wrong = await run.RunAsync("import", "register", "units", file, "--mapping", mapping);
        Assert.Equal(1, wrong.Code);
        Assert.Contains("The mapping file is wrong", wrong.Error);
        var missing = await run.RunAsync("import", "register", "areas", file);
        Assert.Equal(1, missing.Code);
        Assert.Contains("--mapping", missing.Error);
    }
}
