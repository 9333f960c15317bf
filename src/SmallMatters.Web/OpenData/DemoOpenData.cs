using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Storage;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Storage.OpenData;
using SmallMatters.Web.DataProtection;

namespace SmallMatters.Web.OpenData;

/// <summary>The demonstration's open data: what goes out was weighed by two people, and the finished months are out.</summary>
internal static class DemoOpenData
{
    /// <summary>Makes them, if the demonstration has a supervisor and a data-protection officer.</summary>
    public static async Task MakeAsync(
        IDbContextFactory<Db> databases,
        AssessmentBook book,
        OpenReleases releases,
        DateOnly today,
        CancellationToken cancel
    )
    {
        foreach (var flow in Enum.GetValues<OpenDataSet>().Select(OpenReleases.FlowOf))
        {
            var assessment = new WriteAssessment(
                flow.Kind,
                flow.Code,
                "所有人",
                "按月、片区、分类或网格的件数，没有姓名、文字和门牌",
                "让居民看到提了多少、在哪里",
                "件数少时可能推到人；几张表相减可能推出隐去的数",
                "少于五件隐去，并多隐去一些；每期只公布一次",
                today.AddYears(1)
            );
            if (!await DemoAssessment.ApproveAsync(databases, book, assessment, cancel))
            {
                return;
            }
        }
        await releases.MakeAsync(cancel);
    }
}
