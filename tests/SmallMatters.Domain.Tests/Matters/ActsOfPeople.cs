using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Matters;

/// <summary>
/// What residents do by their links, what staff answer to their rights and to askings to open who they are, matters that are
/// merged, and the job that ends what was kept long enough.
/// </summary>
internal static class ActsOfPeople
{
    public static Decision? Draw(Matter m, Func<int, int> draw, DateTimeOffset now)
    {
        var (j, file) = (Given.Jurisdiction, m.File);
        var its = file.Participants[draw(file.Participants.Length)];
        var person = new Actor.Person(its.Id);
        var staff = Given.Staff(draw(4) + 1, draw(4) == 0 ? "police" : m.Accountable, StaffRole.Handler);
        var fresh = new ParticipantId(Guid.CreateVersion7(now));
        return draw(16) switch
        {
            0 or 1 => JoinRule.Decide(m, new Join(fresh, Contact.None, Tongue.Zh, "我家也是")),
            2 => ByPerson(its, GiveLinkRule.Decide(m, new GiveLink(fresh, Tongue.Zh), person)),
            3 => ByPerson(its, GiveLinkRule.TakeBack(m, file.Participants[^1].Id, person)),
            4 => ByPerson(its, AddRule.Decide(m, new Add("又发生了一次", []), person)),
            5 => ByPerson(its, EraseRule.Decide(m, person)),
            6 => draw(12) == 0 ? EraseRule.Expire(m) : null,
            7 or 8 => ByPerson(its, RightRule.Ask(m, new AskRight((RightKind)draw(5), "请更正楼号"), person, j, now)),
            9 => file.Rights.IsEmpty
                ? null
                : RightRule.Answer(m, file.Rights[draw(file.Rights.Length)].Id, (RightState)(draw(2) + 1), "已更正", staff, now),
            10 => OpenIdentityRule.Ask(
                m,
                new AskOpening(its.Id, OpeningReason.Verification, "不当面问不清楚"),
                staff,
                draw(3) > 0,
                j,
                now
            ),
            13 => file.Parts.IsEmpty
                ? null
                : ByPerson(its, CallOffPartRule.Decide(m, new CallOffPart(file.Parts[draw(file.Parts.Length)].Id), person, now)),
            14 => ByPerson(
                its,
                StartBundleRule.Decide(
                    m,
                    new StartBundle(
                        [new BundlePart("police", "落户", "请办"), new BundlePart(file.Owner, "登记", "请办")],
                        "一次填写，不再重复问"
                    ),
                    person,
                    j,
                    now
                )
            ),
            11 or 12 => file.Openings.IsEmpty ? null : OnOpening(m, file.Openings[^1], draw, now),
            _ => MergeRule.Decide(m, new Merge(Another(m, draw, now)), staff, now),
        };
    }

    // Nobody acts by the link of somebody who was erased.
    private static Decision ByPerson(Participant its, Decision decided)
    {
        Assert.True(!its.Erased || decided is Decision.Refused);
        return decided;
    }

    /// <summary>A second person decides, or somebody wants to look.</summary>
    public static Decision OnOpening(Matter m, IdentityOpening opening, Func<int, int> draw, DateTimeOffset now)
    {
        if (draw(2) == 0)
        {
            return OpenIdentityRule.Show(
                m,
                opening.Id,
                draw(4) == 0 ? Given.Staff(4, opening.Unit, StaffRole.Handler) : new Actor.Staff(opening.By, opening.Unit, []),
                now
            );
        }
        var officer = Given.Staff(draw(4) + 1, "street", StaffRole.DataProtectionOfficer);
        var decided = OpenIdentityRule.Decide(
            m,
            opening.Id,
            draw(3) == 0 ? OpeningState.Refused : OpeningState.Approved,
            "理由",
            officer,
            now
        );
        Assert.True(decided is Decision.Refused || officer.Id != opening.By, "somebody approved their own asking");
        return decided;
    }

    // Another matter, mostly with the same owner; settled or the same one now and then.
    private static Matter Another(Matter m, Func<int, int> draw, DateTimeOffset now)
    {
        if (draw(8) == 0)
        {
            return m;
        }
        var other = Given.Open(draw(8) == 0 ? "water" : m.File.Category).With(f => f with { Id = new MatterId(2) });
        return draw(8) == 0
            ? other.After(o => WithdrawRule.Decide(o, new Withdraw(null), Given.Raiser, now))
            : other.With(f => f with { Owner = draw(6) == 0 ? f.Owner : m.File.Owner });
    }
}
