using SmallMatters.Domain.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Matters;

/// <summary>What an outside partner answers by its link or its program, and how the owner gives links and takes them back.</summary>
internal static class ActsOfPartners
{
    public static Decision? Draw(Matter m, Func<int, int> draw, DateTimeOffset now)
    {
        var outside = m.File.Parts.Where(p => p.Outside).ToList();
        var part = outside[draw(outside.Count)];
        var link = part.Links.IsEmpty ? Guid.Empty : part.Links[^(draw(Math.Min(2, part.Links.Length)) + 1)].Id;
        var owner = Given.Staff(draw(3) + 1, draw(5) == 0 ? "police" : m.File.Owner, StaffRole.Handler);
        return draw(7) switch
        {
            0 or 1 => PartnerLinkRule.Give(
                m,
                new GivePartnerLink(part.Id, "请物业办理", draw(12) == 0 ? 31 : draw(30) + 1, Guid.CreateVersion7(now), "AAAA"),
                owner,
                now
            ),
            2 => draw(3) == 0 ? PartnerLinkRule.TakeBack(m, part.Id, link, owner, now) : null,
            _ => Answered(m, part, Who(part, link, draw), draw, now),
        };
    }

    private static Actor.Partner Who(Part part, Guid link, Func<int, int> draw) =>
        draw(3) == 0
            ? new Actor.Partner(draw(5) == 0 ? "somebody-else" : part.Unit, new Guid(9, 8, 0, new byte[8]), ByLink: false)
            : new Actor.Partner(part.Unit, link, ByLink: true);

    private static Decision Answered(Matter m, Part part, Actor.Partner by, Func<int, int> draw, DateTimeOffset now)
    {
        var calendar = Given.Jurisdiction.Calendar;
        PartnerReply reply = draw(4) switch
        {
            0 or 1 => new PartnerReply.Promise("会修好", calendar.DayOf(now).AddDays(draw(9))),
            2 => new PartnerReply.Result((PartOutcome)draw(3), "门禁已修好"),
            _ => new PartnerReply.NotOurs("不归我们"),
        };
        var decided = AnswerAsPartnerRule.Decide(
            m,
            part.Id,
            reply,
            by,
            calendar,
            now,
            by.ByLink ? new NextPartnerLink(Guid.CreateVersion7(now), "BBBB") : null
        );
        if (decided is Decision.Accepted)
        {
            Assert.Equal(part.Unit, by.Unit);
            Assert.True(!by.ByLink || part.Links.Any(l => l.Id == by.Via && l.State == PartnerLinkState.Open && l.Until > now));
        }
        return decided;
    }
}
