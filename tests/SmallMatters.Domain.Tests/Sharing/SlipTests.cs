using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Sharing;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Sharing;

public class SlipTests
{
    private static readonly DateOnly Today = Given.Today;
    private static readonly AskSlip Command = new(
        "property",
        "light",
        [SharedField.Dates, SharedField.Words],
        "核对路灯报修",
        "某条例第十条",
        Today.AddDays(30)
    );
    private static readonly Actor.Staff Asker = Given.Staff(21, "police", StaffRole.Supervisor);
    private static readonly Actor.Staff Giver = Given.Staff(22, "property", StaffRole.Supervisor);

    private static SlipDecision Ask(AskSlip command, Actor.Staff? by = null) =>
        AskSlipRule.Decide(command, Guid.CreateVersion7(Given.Now), by ?? Asker, Given.Jurisdiction, Today, Given.Now);

    private static SharingSlip Asked() => Ask(Command).Fact!.Apply(null);

    private static SharingSlip InForce() => DecideSlipRule.Approve(Asked(), Giver, Today, Given.Now).Fact!.Apply(Asked());

    public static TheoryData<string> Parts => ["Giver", "Category", "Fields", "Purpose", "Basis", "Until"];

    [Theory, MemberData(nameof(Parts))]
    public void A_slip_is_not_asked_for_without_each_of_its_parts(string part)
    {
        var command = part switch
        {
            "Giver" => Command with { Giver = "police" },
            "Category" => Command with { Category = "nothing" },
            "Fields" => Command with { Fields = [] },
            "Purpose" => Command with { Purpose = " " },
            "Basis" => Command with { Basis = "" },
            _ => Command with { Until = Today.AddDays(AskSlipRule.MostDays + 1) },
        };
        Assert.Equal(part, Ask(command).Why!.Field);
    }

    [Theory]
    [InlineData(SharedField.Name)]
    [InlineData(SharedField.Phone)]
    public void Names_and_numbers_of_residents_are_asked_for_in_one_category_and_never_in_all(SharedField field)
    {
        Assert.Equal("slip-roster", Ask(Command with { Category = null, Fields = [field] }).Why!.Code);
        Assert.Null(Ask(Command with { Fields = [field] }).Why);
        Assert.Null(Ask(Command with { Category = null }).Why);
    }

    [Fact]
    public void No_number_of_a_person_stands_in_a_purpose_or_a_basis()
    {
        var why = Ask(Command with { Purpose = "找 139 1234 5678", Basis = "身份证110101199003078515" }).Why!;
        Assert.Equal(["Purpose", "Basis"], why.Each.Select(w => w.Field));
        Assert.All(why.Each, w => Assert.Equal("number-of-a-person", w.Code));
    }

    [Fact]
    public void Only_a_supervisor_of_the_giving_unit_approves_and_never_who_asked()
    {
        Assert.Null(DecideSlipRule.Approve(Asked(), Giver, Today, Given.Now).Why);
        Assert.NotNull(DecideSlipRule.Approve(Asked(), Given.Handler, Today, Given.Now).Why);
        Assert.NotNull(DecideSlipRule.Approve(Asked(), Asker, Today, Given.Now).Why);
        // Somebody who works for both units.
        var both = Asker with
        {
            Unit = "property",
        };
        Assert.Equal("own-slip", DecideSlipRule.Approve(Asked(), both, Today, Given.Now).Why!.Code);
    }

    [Fact]
    public void Nothing_is_read_before_the_approval_after_the_day_or_after_the_end()
    {
        Assert.NotNull(Asked().Closed(Today));
        Assert.Null(InForce().Closed(Command.Until!.Value));
        Assert.Equal("slip-expired", InForce().Closed(Command.Until!.Value.AddDays(1))!.Code);
        foreach (var by in new[] { Giver, Asker })
        {
            var revoked = DecideSlipRule.Revoke(InForce(), "不再需要", by).Fact!.Apply(InForce());
            Assert.Equal("slip-not-in-force", revoked.Closed(Today)!.Code);
            Assert.NotNull(DecideSlipRule.MakeKey(revoked, Asker, Today).Why);
        }
    }

    [Fact]
    public void Whoever_is_of_neither_side_does_nothing_with_a_slip()
    {
        var other = Given.Staff(23, "street", StaffRole.Supervisor);
        Assert.NotNull(DecideSlipRule.Approve(Asked(), other, Today, Given.Now).Why);
        Assert.NotNull(DecideSlipRule.Refuse(Asked(), "不行", other).Why);
        Assert.NotNull(DecideSlipRule.Revoke(InForce(), "不行", other).Why);
        Assert.NotNull(DecideSlipRule.MakeKey(InForce(), other, Today).Why);
    }
}
