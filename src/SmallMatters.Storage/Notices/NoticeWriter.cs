using SmallMatters.Domain.Encounters;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Disputes;
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

    /// <summary>
    /// The single-use link of a neutral unit after an encounter; null when the person left no way to be told, or was erased. The link is not
    /// the person's own and leads to nothing of theirs.
    /// </summary>
    /// <param name="person">Who is asked.</param>
    /// <param name="secret">The link's own random number.</param>
    /// <param name="kind">Which sort of encounter.</param>
    /// <param name="neutral">Name of the unit that sends it.</param>
    /// <param name="unit">Name of the unit rated.</param>
    /// <param name="now">When, UTC.</param>
    public NoticeRow? RatingRow(
        ParticipantRow person,
        string secret,
        EncounterKind kind,
        Bilingual neutral,
        Bilingual unit,
        DateTimeOffset now
    )
    {
        if (person is not { Reachable: true, Erased: false, Key: { } wrapped })
        {
            return null;
        }
        var what = kind switch
        {
            EncounterKind.Visit => new Bilingual("上门走访", "visit to you"),
            EncounterKind.Window => new Bilingual("窗口办事", "appointment at the window"),
            _ => new Bilingual("办事", "handling of your matter"),
        };
        var link = $"{publicAddress}/rate/{secret}";
        var words = new Bilingual(
            $"【小事不小】{neutral.Zh}想知道{unit.Zh}最近一次{what.Zh}怎么样。不记名，只能用一次，可以不答：{link}",
            $"[SmallMatters] {neutral.En} asks how the latest {what.En} by {unit.En} was. No name, good once, and you need not answer: {link}"
        ).In(person.Tongue);
        using var key = ring.Unwrap(wrapped, person.Id.Value);
        return Row(person.MatterId, person.Id, "EncounterLink", key.Seal(words), now);
    }

    /// <summary>
    /// A message to a party of a dispute, or who acts for one, into its room; null when no telephone was left for them. Who was given no
    /// link is asked to speak with the unit.
    /// </summary>
    public NoticeRow? Row(
        DisputePersonRow person,
        MatterId matter,
        Reference reference,
        string template,
        Bilingual step,
        DateTimeOffset now
    )
    {
        if (person is not { Erased: false, Phone: not null, Key: { } wrapped })
        {
            return null;
        }
        var link = person.LinkIssue > 0 ? $"{publicAddress}/d/{ring.LinkFor(person.Id.Value, person.LinkIssue)}" : null;
        var words = new Bilingual(
            $"【小事不小】{reference}：{step.Zh}。{(link is null ? "请问办理的单位" : $"请查看 {link}")}",
            $"[SmallMatters] {reference}: {step.En}. {(link is null ? "Ask the unit that deals with it" : $"See {link}")}"
        ).In(person.Tongue);
        using var key = ring.Unwrap(wrapped, person.Id.Value);
        return Row(matter, person.Id, template, key.Seal(words), now);
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
