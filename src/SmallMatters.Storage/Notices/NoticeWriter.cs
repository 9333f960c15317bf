using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Keys;
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
            change.Inserts.Add(
                new NoticeRow
                {
                    Id = Guid.CreateVersion7(now),
                    MatterId = after.File.Id,
                    To = notice.To,
                    Template = notice.Template,
                    Words = keys.Of(notice.To)!.Seal(words),
                    At = now,
                    State = NoticeState.Waiting,
                    NextTryAt = now,
                }
            );
        }
    }
}
