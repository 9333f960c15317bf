using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Services;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Services;

public class ServiceTests
{
    private static readonly Actor.Staff Writer = Given.Staff(41, "property", StaffRole.Handler);
    private static readonly KeepService Command = new(
        "灯具更换",
        null,
        "本片居民",
        null,
        "不用",
        null,
        "物业办",
        null,
        "免费",
        null,
        "light",
        true,
        false
    );

    private static ServiceItem Opened() => Open(Command).Fact!.Apply(null);

    private static ServiceDecision Open(KeepService command, Actor.Staff? by = null) =>
        ServiceRule.Open(command, Guid.CreateVersion7(Given.Now), by ?? Writer, Given.Jurisdiction, Given.Now);

    [Fact]
    public void Every_part_that_is_missing_is_told_at_once()
    {
        var why = Open(new KeepService("", null, "", null, "", null, "", null, "", null, "nothing", false, false)).Why!;
        Assert.Equal(
            ["NameZh", "ConditionsZh", "PapersZh", "PlaceZh", "FeeZh", "Category", "Ways"],
            why.Each.Select(w => w.Field)
        );
    }

    [Fact]
    public void Each_change_is_the_next_version_and_only_its_unit_makes_it()
    {
        var changed = ServiceRule.Change(Opened(), Command with { FeeZh = "二十元" }, Writer, Given.Jurisdiction, Given.Now);
        Assert.Equal(2, changed.Fact!.Apply(Opened()).File.Version);
        Assert.Equal("service-unchanged", ServiceRule.Change(Opened(), Command, Writer, Given.Jurisdiction, Given.Now).Why!.Code);
        Assert.Equal(
            "not-your-service",
            ServiceRule
                .Change(Opened(), Command, Given.Staff(42, "police", StaffRole.Supervisor), Given.Jurisdiction, Given.Now)
                .Why!.Code
        );
    }

    [Fact]
    public void Times_follow_each_other_and_none_runs_over_the_end()
    {
        var (times, _) = OpenSlotsRule.Decide(
            Opened(),
            new OpenSlots(Given.Today.AddDays(1), 9, 11, 45, 2, ServiceWay.Window),
            Writer,
            Given.Today
        );
        Assert.Equal([new TimeSpan(9, 0, 0), new TimeSpan(9, 45, 0)], times!.Select(t => t.From));
    }

    [Fact]
    public void What_is_wrong_with_times_is_told_at_once()
    {
        var (_, why) = OpenSlotsRule.Decide(
            Opened(),
            new OpenSlots(Given.Today, 11, 9, 5, 0, ServiceWay.Door),
            Writer,
            Given.Today
        );
        Assert.Equal(["Day", "FromHour", "Minutes", "Places", "Way"], why!.Each.Select(w => w.Field));
    }

    [Fact]
    public void A_service_that_was_withdrawn_opens_no_times()
    {
        var gone = ServiceRule.Withdraw(Opened(), "并入一窗", Writer).Fact!.Apply(Opened());
        Assert.Equal(
            "service-withdrawn",
            OpenSlotsRule
                .Decide(gone, new OpenSlots(Given.Today.AddDays(1), 9, 11, 45, 2, ServiceWay.Window), Writer, Given.Today)
                .Why!.Code
        );
    }
}
