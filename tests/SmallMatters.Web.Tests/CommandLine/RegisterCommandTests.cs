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
    public async Task Premises_are_imported_and_undone_by_the_command_line_with_the_mapping_that_comes_along(DatabaseKind kind)
    {
        await using var run = await CommandLineRun.OnAsync(kind);
        await using (var services = await run.OpenAsync())
        {
            await Neighbourhood.SettleAsync(services.GetRequiredService<JurisdictionSource>());
        }
        var mapping = Shipped("register-premises.json");
        var file = run.Write(
            "premises.csv",
            "场所编号,场所名称,场所类型,地址,所属社区,负责单位,责任人,责任人电话,联络人,联络人电话\n"
                + "w-1,柳园小学,学校,柳园路1号,willow,station,某校长,13912345678,,\nw-2,旅社,旅馆,柳园路2号,willow,station,,,,\n"
        );
        string[] verb = ["import", "register", "premises"];
        var dry = await run.RunAsync([.. verb, file, "--mapping", mapping, "--dry-run"]);
        Assert.Equal(0, dry.Code);
        Assert.Contains("1 new · 0 changed · 0 unchanged · 1 refused", dry.Output);
        Assert.Contains("3  w-2  拒绝 refused", dry.Output);
        Assert.DoesNotContain("13912345678", dry.Output);
        var done = await run.RunAsync([.. verb, file, "--mapping", mapping]);
        Assert.Contains("Import 1 is written.", done.Output);
        Assert.Equal(1, (await run.RunAsync([.. verb, "--undo", "1"])).Code);
        Assert.Equal(0, (await run.RunAsync([.. verb, "--undo", "1", "--why", "来源有误"])).Code);
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

    private static string Shipped(string mapping)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SmallMatters.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("not inside the repository");
        }
        return Path.Combine(folder.FullName, "data", "mappings", mapping);
    }
}
