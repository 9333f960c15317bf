using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using SmallMatters.Domain.Convenings;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Performance;
using SmallMatters.Domain.Supervision;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Learning;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Web.JointHandling;

/// <summary>
/// The demonstration's joint work: a whistle that one unit has answered, an order that waits for its reply, a hard problem, credit and
/// accountability, a review of conduct, a practice card, a pilot that runs, what residents take part in, an after-action note, lessons, praise.
/// </summary>
internal sealed partial class DemoJoint(
    IDbContextFactory<Db> databases,
    JurisdictionSource jurisdictions,
    MatterReader views,
    MatterBook matters,
    KeyRing ring,
    LessonConsents consents,
    LessonBook lessons
)
{
    private const string Desk = "desk-heliu";
    private const string Works = "works";
    private const string Station = "station";
    private const string Street = "street";

    /// <summary>Makes them, where the made-up neighbourhood has these units.</summary>
    public async Task MakeAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        if (!new[] { Desk, Works, Station, Street }.All(jurisdiction.Units.ContainsKey))
        {
            return;
        }
        var area = jurisdiction.Areas.Values.First(a => a.IntakeUnit == Desk).Code;
        await WhistleAsync(area, jurisdiction, now, cancel);
        await OrderAsync(now.AddDays(-1), cancel);
        await ListAsync(area, jurisdiction, now.AddDays(-40), cancel);
        await AimAsync(area, jurisdiction, now.AddDays(-40), cancel);
        await ReckonAsync(area, now, cancel);
        await LearnAsync(area, jurisdiction, now, cancel);
        await TryOutAsync(area, jurisdiction, now, cancel);
        await InvolveAsync(area, jurisdiction, now, cancel);
        await LookBackAsync(now, cancel);
        await TeachAsync(cancel);
        await PraiseAsync(area, jurisdiction, cancel);
        await ReviewConductAsync(area, jurisdiction, cancel);
    }

    private async Task WhistleAsync(string area, Jurisdiction jurisdiction, DateTimeOffset now, CancellationToken cancel)
    {
        var desk = await ScopeAsync(Desk, StaffRole.Handler, cancel);
        var works = await ScopeAsync(Works, StaffRole.Handler, cancel);
        var at = now.AddHours(-5);
        var meets = jurisdiction.Calendar.StartOfDay(jurisdiction.Calendar.DayOf(now).AddDays(2)).AddHours(14.5);
        var own = await OpenMatterAsync(desk, now, cancel);
        var about = own is null ? "公共部位" : jurisdiction.Categories[own.Category].Name.Zh;
        var (done, id) = await Book(at)
            .BeginAsync(
                desk,
                area,
                (key, by, j, moment) =>
                    WhistleRule.Decide(
                        new Whistle(
                            $"{about}：几家一起到现场看一次",
                            "各家管哪一段，谁先动手，居民什么时候能看到结果",
                            "社区居委会门口",
                            meets,
                            area,
                            own is null ? [] : [new MatterConvened(own.Number, own.OwnerUnit, own.Kind)],
                            [(Works, "带图纸来，说明哪一段归谁养护"), (Station, "请社区民警一起来，看看晚上的秩序")]
                        ),
                        key,
                        by,
                        j,
                        moment
                    ),
                cancel
            );
        Written(done);
        Written(
            await Book(now.AddHours(-2))
                .DecideAsync<Convening>(
                    id,
                    works,
                    (convening, by, j, moment) =>
                        AnswerCallRule.Decide(
                            convening,
                            new AnswerCall(CallAnswer.Comes, null, "养护班长带图纸到场"),
                            by,
                            j,
                            moment
                        ),
                    null,
                    cancel
                )
        );
    }

    private async Task OrderAsync(DateTimeOffset at, CancellationToken cancel)
    {
        var leader = await ScopeAsync(Works, StaffRole.Supervisor, cancel);
        if (
            await OpenMatterAsync(leader, at, cancel) is not { } line
            || await FileOfAsync(line, leader, cancel) is not { } matter
        )
        {
            return;
        }
        var (done, _) = await Book(at)
            .BeginAsync(
                leader,
                line.Area,
                (key, by, j, moment) =>
                    GiveOrderRule.Decide(
                        matter,
                        new GiveOrder("本周内见到结果", "先到现场，再告诉居民哪一天修好，并报告", OrderPace.Ordinary),
                        key,
                        by,
                        j,
                        moment
                    ),
                cancel
            );
        Written(done);
    }

    private async Task AimAsync(string area, Jurisdiction jurisdiction, DateTimeOffset at, CancellationToken cancel)
    {
        var head = await ScopeAsync(Street, StaffRole.Supervisor, cancel);
        var today = jurisdiction.Calendar.DayOf(at);
        var aim = new SetTarget(
            "半年里，答应的日子都做到",
            TargetLevel.Area,
            area,
            Street,
            nameof(MeasureCode.PromisesKept),
            85,
            today.AddDays(-30),
            today.AddDays(150),
            head.Id
        );
        var (done, id) = await SetAsync(aim, null);
        Written(done);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var above = (await JointBook.FindAsync<Target>(db, head, id, cancel))!.File;
        Written(
            (
                await SetAsync(aim with { Title = "每周一看一遍快到期的承诺", Level = TargetLevel.Task, Percent = null }, above)
            ).Done
        );

        Task<(Acted Done, Guid Id)> SetAsync(SetTarget target, Target? parent) =>
            Book(at)
                .BeginAsync(
                    head,
                    area,
                    (key, by, j, moment) => SetTargetRule.Decide(target, key, parent, by, [head.Id], j, moment),
                    cancel
                );
    }

    private async Task ListAsync(string area, Jurisdiction jurisdiction, DateTimeOffset at, CancellationToken cancel)
    {
        var head = await ScopeAsync(Street, StaffRole.Supervisor, cancel);
        var category = jurisdiction.Categories.ContainsKey("sewer-estate")
            ? "sewer-estate"
            : jurisdiction.Categories.Values.First(c => c.Kind != Kind.Conduct).Code;
        ImmutableArray<StaffId> people = [head.Id];
        var (done, id) = await Book(at)
            .BeginAsync(
                head,
                area,
                (key, by, j, moment) =>
                    ListHardProblemRule.Decide(
                        new ListHardProblem(
                            "老管网雨后倒灌",
                            "管网权属不清，三家单位各管一段，雨季年年倒灌。",
                            category,
                            area,
                            head.Id,
                            LeaderPost.Deputy,
                            []
                        ),
                        key,
                        by,
                        people,
                        j,
                        moment
                    ),
                cancel
            );
        Written(done);
        Written(
            await Book(at.AddDays(3))
                .DecideAsync<HardProblem>(
                    id,
                    head,
                    (problem, by, _, _) =>
                        WorkHardProblemRule.Plan(
                            problem,
                            new PlanHardProblem("先把三段的权属写成一张图；汛期前各清一次淤；明年列入改造。"),
                            by
                        ),
                    null,
                    cancel
                )
        );
        Written(
            await Book(at.AddDays(25))
                .DecideAsync<HardProblem>(
                    id,
                    head,
                    (problem, by, j, moment) =>
                        WorkHardProblemRule.Review(
                            problem,
                            new ReviewHardProblem("权属图已经画完，两段清了淤，第三段等经费。"),
                            by,
                            j,
                            moment
                        ),
                    null,
                    cancel
                )
        );
    }

    private JointBook Book(DateTimeOffset at) => new(databases, jurisdictions, new Then(at), NullLogger<JointBook>.Instance);

    private async Task<UnitMatter?> OpenMatterAsync(StaffScope scope, DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var page = await Storage.Matters.Views.Inbox.PageAsync(
            db,
            scope,
            scope.Unit,
            InboxTab.Unit,
            InboxFilter.None,
            now,
            null,
            false,
            1,
            cancel
        );
        return page.Rows.Count == 0 ? null : page.Rows[0].Matter;
    }

    private async Task<Matter?> FileOfAsync(UnitMatter line, StaffScope scope, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return (await views.ForStaffAsync(db, Reference.FromValue(line.Number), scope, cancel)).Page?.Matter;
    }

    private async Task<StaffScope> ScopeAsync(string unit, StaffRole role, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var account = await db
            .Appointments.Where(a => a.Unit == unit && a.Role == role)
            .Select(a => a.AccountId)
            .FirstAsync(cancel);
        return new StaffScope(new StaffId(account), unit, [unit], [unit], [role]);
    }

    private static void Written(Acted done)
    {
        if (done is not Acted.Written)
        {
            throw new InvalidOperationException($"a step of the demonstration's joint work was refused: {done}");
        }
    }

    /// <summary>A clock that stands at the instant of a step that lies in the past.</summary>
    private sealed class Then(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
