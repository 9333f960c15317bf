using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Language;
using SmallMatters.Storage.Hazards;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Hazards;
using Xunit;

namespace SmallMatters.Web.Tests.Hazards;

/// <summary>Premises as partners' files bring them.</summary>
internal static class Places
{
    public const string Header = "代码,名称,类型,地址,片区,负责单位,责任人,责任人联系方式,联络人,联络人联系方式\n";
    public const string School = "w-1,柳园小学,学校,柳园路1号,willow,willow-desk,谷校长,021-5555 0101,安老师,021-5555 0102\n";

    public static readonly PremisesKeeper Operator = PremisesKeeper.Operator("test");

    public static PremisesFiles Files(this TestHost host) => host.Services.GetRequiredService<PremisesFiles>();

    public static PremisesReader Reader(this TestHost host) => host.Services.GetRequiredService<PremisesReader>();

    public static (PremisesSheet? Sheet, Refusal? Why) Read(string text) =>
        PremisesSheets.Read(Encoding.UTF8.GetBytes(text), "场所.csv", new ImportModel.ImportForm().Columns);

    public static Task<(PremisesPlan Plan, int? Number, Refusal? Why)> TakeAsync(
        this TestHost host,
        string rows,
        PremisesKeeper? keeper = null
    ) => host.Files().ImportAsync(Read(Header + rows).Sheet!, keeper ?? Operator);

    /// <summary>One row imported: the key of its premises and the import's number.</summary>
    public static async Task<(Guid Id, int Number)> ImportAsync(TestHost host, string row)
    {
        var (_, number, why) = await host.TakeAsync(row + "\n");
        Assert.Null(why);
        return (await IdAsync(host, row[..row.IndexOf(',', StringComparison.Ordinal)]), number!.Value);
    }

    public static async Task<Guid> IdAsync(TestHost host, string code)
    {
        await using var db = host.OpenDb();
        return await db.Set<PremisesEntryRow>().Where(p => p.Code == code).Select(p => p.Id).SingleAsync();
    }

    public static async Task<PremisesEntryRow?> RowAsync(TestHost host, string code)
    {
        await using var db = host.OpenDb();
        return await db.Set<PremisesEntryRow>().AsNoTracking().SingleOrDefaultAsync(p => p.Code == code);
    }

    public static string[] Fates(PremisesPlan plan) => [.. plan.Rows.Select(r => $"{r.Line} {r.Code} {r.Fate}")];
}
