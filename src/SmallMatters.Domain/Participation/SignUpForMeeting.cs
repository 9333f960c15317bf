using System.Collections.Immutable;
using System.Globalization;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Participation;

/// <summary>A resident says that they come.</summary>
/// <param name="People">How many, as typed.</param>
/// <param name="Needs">What has to be ready.</param>
/// <param name="Item">What should be talked about; empty for nothing.</param>
public sealed record SignUpForMeeting(string? People, ImmutableArray<MeetingNeed> Needs, string? Item);

/// <summary>A sign-up as it is kept until it is confirmed.</summary>
/// <param name="Coming">How many come and what they need.</param>
/// <param name="Item">What should be talked about; empty for nothing.</param>
public sealed record WishedSignUp(SignUp Coming, string Item);

/// <summary>Somebody comes. The key is of the sign-up, which goes after the meeting.</summary>
public sealed record SignedUp(Guid Id, SignUp Coming) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Meeting { Stage: MeetingStage.Called } it && !it.SignUps.ContainsKey(Id)
            ? it with
            {
                SignUps = it.SignUps.Add(Id, Coming),
            }
            : throw DoesNotFit(before);
}

/// <summary>They do not come after all.</summary>
public sealed record SignedOff(Guid Id) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Meeting it && it.SignUps.ContainsKey(Id)
            ? it with
            {
                SignUps = it.SignUps.Remove(Id),
            }
            : throw DoesNotFit(before);
}

/// <summary>Decides on who comes to a meeting.</summary>
public static class SignUpRule
{
    /// <summary>Most people of one sign-up.</summary>
    public const int MostPeople = 6;

    /// <summary>Longest wish for the agenda.</summary>
    public const int LongestItem = 120;

    private static readonly Refusal Begun = Refusal.Of(
        "meeting-has-begun",
        "这次恳谈会现在不能报名。",
        "Nobody can sign up for this meeting now."
    );

    /// <summary>What a resident wishes, or why it cannot be.</summary>
    public static (WishedSignUp? Wish, Refusal? Why) Read(Meeting it, SignUpForMeeting command, DateTimeOffset now)
    {
        if (it.Stage != MeetingStage.Called || now >= it.Paper.From)
        {
            return (null, Begun);
        }
        var number = int.TryParse(Refusals.Clean(command.People), NumberStyles.None, CultureInfo.InvariantCulture, out var people)
            ? people
            : 0;
        var (item, noItem) =
            Refusals.Clean(command.Item).Length == 0
                ? ("", null)
                : TwoPeople.OfResident(command.Item, nameof(command.Item), LongestItem, "", "");
        var wrong = Refusal.All(
            number is < 1 or > MostPeople
                ? Refusal.Of(
                    "meeting-people",
                    $"请写来几个人，1 到 {MostPeople}。",
                    $"Say how many come, 1 to {MostPeople}.",
                    nameof(command.People)
                )
                : Room(it, number),
            noItem
        );
        return wrong is not null
            ? (null, wrong)
            : (new WishedSignUp(new SignUp(number, [.. command.Needs.Where(Enum.IsDefined).Distinct()]), item!), null);
    }

    /// <summary>The wish was confirmed: they come, as long as there is room. Confirmed twice, they come once.</summary>
    /// <param name="it">The meeting.</param>
    /// <param name="id">Key of the sign-up.</param>
    /// <param name="coming">How many come and what they need.</param>
    /// <param name="instead">Key of the same contact's sign-up of before, which this one replaces; null when there is none.</param>
    /// <param name="now">UTC.</param>
    public static JointDecision Decide(Meeting it, Guid id, SignUp coming, Guid? instead, DateTimeOffset now)
    {
        if (it.SignUps.ContainsKey(id))
        {
            return JointDecision.That();
        }
        if (it.Stage != MeetingStage.Called || now >= it.Paper.From)
        {
            return Begun;
        }
        if (instead is not { } old || !it.SignUps.ContainsKey(old))
        {
            return Room(it, coming.People) is { } full ? full : new SignedUp(id, coming);
        }
        return Room(it with { SignUps = it.SignUps.Remove(old) }, coming.People) is { } why
            ? why
            : JointDecision.That(new SignedOff(old), new SignedUp(id, coming));
    }

    /// <summary>They do not come after all.</summary>
    public static JointDecision Leave(Meeting it, Guid id, DateTimeOffset now) =>
        !it.SignUps.ContainsKey(id) || now >= it.Paper.From ? TwoPeople.NotNow : new SignedOff(id);

    private static Refusal? Room(Meeting it, int people) =>
        it.Paper.Places is { } places && it.Coming + people > places
            ? Refusal.Of(
                "meeting-full",
                $"只剩 {Math.Max(0, places - it.Coming)} 个位子了。",
                $"Only {Math.Max(0, places - it.Coming)} places are left.",
                "People"
            )
            : null;
}
