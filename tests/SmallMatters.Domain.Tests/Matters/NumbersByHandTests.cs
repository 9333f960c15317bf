using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Tests.Disputes;
using Xunit;

namespace SmallMatters.Domain.Tests.Matters;

/// <summary>Identity, bank and passport numbers are blanks that people fill by hand; how to reach somebody may be said.</summary>
public class NumbersByHandTests
{
    [Theory]
    [InlineData("身份证 11010519491231002X", true)]
    [InlineData("身份证110105 19491231 002x。", true)]
    [InlineData("１１０１０５１９４９１２３１００２Ｘ", true)]
    // The check digit does not fit: it is some other number.
    [InlineData("110105194912310021", false)]
    [InlineData("打到 6222 0212 3456 7894 这张卡", true)]
    [InlineData("6222021234567890", false)]
    [InlineData("护照E12345678", true)]
    [InlineData("护照 EA1234567", true)]
    [InlineData("电话13912345678", false)]
    [InlineData("诉求 1000 0000 0003", false)]
    [InlineData("公（治）行罚决字〔2026〕123号", false)]
    [InlineData("GB 11643、E栋1701室", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void They_are_seen_however_they_are_written_and_a_telephone_number_is_none(string? words, bool seen) =>
        Assert.Equal(seen, NumbersByHand.In(words));

    [Fact]
    public void What_is_said_in_a_room_noted_alone_agreed_or_put_into_minutes_holds_none_and_may_hold_a_telephone_number()
    {
        const string Number = "我的身份证是11010519491231002X";
        const string Phone = "打我电话 13912345678";
        var dispute = Quarrel.Mediated();
        DisputeDecision Say(string words) => SayInRoomRule.Decide(dispute, Quarrel.Upstairs, words, Quarrel.As(Quarrel.Upstairs));
        DisputeDecision Note(string words) =>
            SealNoteRule.Decide(
                dispute,
                new CaucusNote(NoteKind.Plan, null, words),
                Guid.CreateVersion7(),
                sealing => sealing,
                Given.Handler
            );
        Assert.Equal("identity-number", Say(Number).Says());
        Assert.Equal(nameof(SaidInRoom), Say(Phone).Says());
        Assert.Equal("identity-number", Note(Number).Says());
        Assert.Equal(nameof(NoteSealed), Note(Phone).Says());
        var day = Quarrel.Day(Given.Now);
        Assert.Equal(
            "number-of-a-person",
            AgreementRule.Draft(dispute, [new TermWritten(Quarrel.Upstairs, Number, day)], Given.Handler, day, Given.Now).Says()
        );
        var drafted = dispute.After(d => Quarrel.Draft(d, Given.Now));
        Assert.Equal("identity-number", Quarrel.CheckBack(drafted, Quarrel.Upstairs, Given.Now, words: Number).Says());
    }
}
