using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Performance;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Confidentiality;

/// <summary>A released practice card of the lamp office, with a figure that was counted elsewhere.</summary>
internal static class PlantedPractice
{
    /// <summary>Its key, as an address has it.</summary>
    public static async Task<string> ReleasedAsync(Office office)
    {
        var writer = await office.HireAsync(Neighbourhood.Lamps);
        var head = await office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor);
        var book = office.Host.Services.GetRequiredService<JointBook>();
        var counts = new MeasureCounts(40, 80, 3, 0);
        var effect = new MeasuredEffect(
            new Comparison(
                MeasureCode.Solved,
                1,
                [Neighbourhood.Willow],
                [Neighbourhood.Bell],
                new DateOnly(2025, 6, 1),
                new DateOnly(2025, 12, 31)
            ),
            1,
            7,
            counts,
            counts,
            counts,
            counts,
            null,
            NothingSaid.TooFewPlaces,
            null,
            null,
            null,
            NothingSaid.TooFewPeriods
        );
        var (done, id) = await book.BeginAsync(
            Scope(writer),
            Neighbourhood.Willow,
            (key, by, jurisdiction, now) =>
                WritePracticeRule.Decide(
                    new WritePractice(
                        "夜里的灯当夜修",
                        "以前要等三天。",
                        "带配件上门。",
                        "每晚两个人。",
                        "没有。",
                        TrialOutcome.CannotBeTold
                    ),
                    key,
                    null,
                    effect,
                    null,
                    by,
                    jurisdiction,
                    now
                )
        );
        Assert.IsType<Storage.Cards.Acted.Written>(done);
        Assert.IsType<Storage.Cards.Acted.Written>(
            await book.DecideAsync<Practice>(
                id,
                Scope(head),
                (it, by, jurisdiction, now) =>
                    ReleasePracticeRule.Decide(it, new ReleasePractice(true, null), by, jurisdiction, now),
                null
            )
        );
        return $"{id:N}";
    }

    private static StaffScope Scope(Clerk clerk) => new(clerk.Id, clerk.Unit, [clerk.Unit], [clerk.Unit], [.. clerk.Roles]);
}
