using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Supervision;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Web.JointHandling;

/// <summary>What units do together about one matter, on its page: the files, and what the reader may begin.</summary>
public sealed record AboutMatterShown(Reference Reference, LinesShown Lines, IReadOnlyList<(string Href, Bilingual Said)> Begin)
{
    /// <summary>What the reader may begin about a matter; the rules decide when it is sent.</summary>
    public static IReadOnlyList<(string Href, Bilingual Said)> Offered(Matter matter, StaffScope scope, Jurisdiction jurisdiction)
    {
        var file = matter.File;
        scope = scope.On(file);
        var begin = new List<(string, Bilingual)>();
        if (matter is Matter.Open && file.Kind != Kind.Conduct && file.Owner == scope.Unit && scope.Roles.Length > 0)
        {
            begin.Add(($"/staff/convenings/new?matter={file.Reference.Value}", new("为它吹哨", "Call units together about it")));
        }
        if (matter is Matter.Open && file.Kind == Kind.Conduct && file.Owner == scope.Unit && scope.Roles.Length > 0)
        {
            begin.Add(
                (
                    $"/staff/matters/{file.Reference.Value}/conduct",
                    new("核查作风：先请单位说明，再认定", "Review of conduct: put it to the unit, then find")
                )
            );
        }
        if (matter is Matter.Open && file.Kind == Kind.Hazard && file.Owner == scope.Unit && scope.Roles.Length > 0)
        {
            begin.Add(
                ($"/staff/premises?matter={file.Reference.Value}", new("检查它说的场所", "Inspect the premises that it tells of"))
            );
        }
        if (
            matter is Matter.Closed or Matter.Settled
            && file.Kind is not (Kind.Conduct or Kind.Dispute)
            && file.Owner == scope.Unit
            && (scope.Is(StaffRole.Handler) || scope.Is(StaffRole.Supervisor))
        )
        {
            begin.Add(($"/staff/afteraction/new?matter={file.Reference.Value}", new("写复盘", "Write an after-action note")));
        }
        if (matter is not Matter.Settled && file.Kind != Kind.Conduct && GiveOrderRule.MayGive(file, scope.Actor, jurisdiction))
        {
            begin.Add(($"/staff/matters/{file.Reference.Value}/order", new("督办这件诉求", "Give an order on it")));
            begin.Add(($"/staff/hard-list/new?matter={file.Reference.Value}", new("列入难点清单", "Put it on the hard list")));
        }
        return begin;
    }
}
