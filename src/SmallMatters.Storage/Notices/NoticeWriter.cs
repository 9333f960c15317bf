using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Writing;

namespace SmallMatters.Storage.Notices;

/// <summary>Puts the notices of a fact into the change that writes the fact.</summary>
/// <param name="ring">Makes the links.</param>
/// <param name="publicAddress">Where residents reach the product, without a slash at the end.</param>
internal sealed class NoticeWriter(KeyRing ring, string publicAddress)
{
    public void Add(
        WriteSet change,
        Fact fact,
        Matter after,
        IReadOnlyDictionary<ParticipantId, int> linkIssues,
        PersonKeys keys,
        DateTimeOffset now
    )
    {
        foreach (var notice in Domain.Matters.Notices.For(fact, after))
        {
            var link = $"{publicAddress}/m/{ring.LinkFor(notice.To.Value, linkIssues[notice.To])}";
            var tongue = after.File.Participants.First(p => p.Id == notice.To).Tongue;
            var words = new Bilingual(
                $"【小事不小】诉求 {after.File.Reference}：{notice.Step}。请查看 {link}",
                $"[SmallMatters] Matter {after.File.Reference}: {notice.Step}. See {link}"
            ).In(tongue);
            change.Inserts.Add(Row(after.File.Id, notice.To, notice.Template, keys.Of(notice.To)!.Seal(words), now));
        }
    }

    /// <summary>The same step for people whose own matters were merged into this one; their link leads to their own.</summary>
    public void AddForMerged(WriteSet change, Fact fact, Matter after, IReadOnlyList<ParticipantRow> people, DateTimeOffset now)
    {
        if (people.Count == 0 || Domain.Matters.Notices.ForMerged(fact) is not { } step)
        {
            return;
        }
        foreach (var person in people)
        {
            var link = $"{publicAddress}/m/{ring.LinkFor(person.Id.Value, person.LinkIssue)}";
            var words = new Bilingual(
                $"【小事不小】您的诉求已并入 {after.File.Reference}，{step.Zh}。请查看 {link}",
                $"[SmallMatters] Your matter was merged into {after.File.Reference}: {step.En}. See {link}"
            ).In(person.Tongue);
            using var key = ring.Unwrap(person.Key!, person.Id.Value);
            change.Inserts.Add(Row(person.MatterId, person.Id, fact.GetType().Name, key.Seal(words), now));
        }
    }

    /// <summary>
    /// A message to one person about a step that stands beside the matter's own facts, such as a booking; null when they left
    /// no way to be told, or were erased.
    /// </summary>
    public NoticeRow? Row(ParticipantRow person, Reference reference, string template, Bilingual step, DateTimeOffset now)
    {
        if (person is not { Reachable: true, Erased: false, Key: { } wrapped })
        {
            return null;
        }
        var link = $"{publicAddress}/m/{ring.LinkFor(person.Id.Value, person.LinkIssue)}";
        var words = new Bilingual(
            $"【小事不小】诉求 {reference}：{step.Zh}。请查看 {link}",
            $"[SmallMatters] Matter {reference}: {step.En}. See {link}"
        ).In(person.Tongue);
        using var key = ring.Unwrap(wrapped, person.Id.Value);
        return Row(person.MatterId, person.Id, template, key.Seal(words), now);
    }

    private static NoticeRow Row(MatterId matter, ParticipantId to, string template, string words, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            MatterId = matter,
            To = to,
            Template = template,
            Words = words,
            At = now,
            State = NoticeState.Waiting,
            NextTryAt = now,
        };
}
