using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using SmallMatters.Domain.Language;
using SmallMatters.Storage;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Notices;

namespace SmallMatters.Web.Notices;

/// <summary>
/// Delivers what waits in the outbox: by the gateway where there is a telephone number, else by e-mail. What fails is tried
/// again after pauses that grow and differ a little, and is given up, in sight of staff, after the last try.
/// </summary>
public sealed partial class Delivery(
    NoticeOutbox outbox,
    MasterKeyCheck masterKey,
    Gateway gateway,
    Post post,
    IOptions<NoticeSettings> settings,
    IHostEnvironment environment,
    TimeProvider time,
    ILogger<Delivery> log
)
{
    // What a process that dies has in its hand waits for the end of its lease, so a carrier is handed few at a time.
    private const int Batch = 16;
    private const int BatchForThePage = 64;
    private const int AtOnce = 8;

    /// <summary>
    /// What a carrier may take for one notice at most, so that a batch of which each takes that long is through before its
    /// lease ends; later it would be sent twice. A second of each is for the goodbye and for writing down what came of it.
    /// </summary>
    internal static readonly TimeSpan LongestTimeout = (NoticeOutbox.Lease / (Batch / AtOnce)) - TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);
    private static readonly Bilingual Subject = new("您的诉求有新进展", "News of your matter");
    private static readonly Bilingual AreaSubject = new("片区消息", "News of your area");

    /// <summary>Delivers until nothing is due.</summary>
    /// <returns>How many notices were tried.</returns>
    public async Task<int> RunAsync(CancellationToken cancel = default)
    {
        // Under another master key every notice would seem damaged: they wait until the right one is back.
        if (!await masterKey.IsRightOrLearnsAsync(cancel))
        {
            WrongMasterKey();
            return 0;
        }
        var tried = 0;
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var taken = await outbox.TakeAsync(gateway.IsConfigured || post.IsConfigured ? Batch : BatchForThePage, cancel);
            if (taken.Count == 0)
            {
                return tried;
            }
            // Without a carrier there is nothing to wait for and nothing to repeat: one statement ends them all.
            var shown = taken.Where(IsForThePage).Select(n => n.Id).ToList();
            if (shown.Count > 0)
            {
                await outbox.SentAsync(shown, "page", CancellationToken.None);
                Measurements.NoticeTried("page", shown.Count);
            }
            // Of what was taken nobody has two, so their order does not matter.
            await Parallel.ForEachAsync(
                taken.Where(n => !IsForThePage(n)),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
                async (notice, stop) => await DeliverAsync(notice, stop)
            );
            tried += taken.Count;
        }
    }

    private async Task DeliverAsync(DueNotice notice, CancellationToken cancel)
    {
        try
        {
            var way = await SendAsync(notice, cancel);
            await outbox.SentAsync([notice.Id], way, CancellationToken.None);
            Measurements.NoticeTried(way);
        }
        catch (NotDeliveredException failure)
        {
            if (failure.ForGood || notice.Tries + 1 >= settings.Value.Tries)
            {
                await outbox.GaveUpAsync(notice.Id, failure.Message, CancellationToken.None);
                Measurements.NoticeTried("dead");
                GaveUp(notice.Id, failure.Message);
            }
            else
            {
                await outbox.FailedAsync(
                    notice.Id,
                    failure.Message,
                    time.GetUtcNow() + Pause(notice.Tries),
                    CancellationToken.None
                );
                Measurements.NoticeTried("retry");
            }
        }
    }

    private async Task<string> SendAsync(DueNotice notice, CancellationToken cancel)
    {
        if (notice.Phone is { } phone && gateway.IsConfigured)
        {
            await gateway.SendAsync(notice.Id, phone, notice.Words, cancel);
            return "sms";
        }
        if (notice.Email is { } email && post.IsConfigured)
        {
            await post.SendAsync(
                notice.Id,
                email,
                (notice.OfMatter ? Subject : AreaSubject).In(notice.Tongue),
                notice.Words,
                cancel
            );
            return "email";
        }
        throw new NotDeliveredException("no way to this person is configured", forGood: true);
    }

    /// <summary>Whether the page of a developer's machine is all that shows it.</summary>
    private bool IsForThePage(DueNotice notice) =>
        (settings.Value.PageOnly ?? environment.IsDevelopment())
        && !(notice.Phone is not null && gateway.IsConfigured)
        && !(notice.Email is not null && post.IsConfigured);

    /// <summary>The pause after a failure: doubled each time, a fifth more or less, so that not everybody returns at once.</summary>
    internal TimeSpan Pause(int triesBefore)
    {
        var full = settings.Value.FirstPause * Math.Pow(2, Math.Min(triesBefore, 20));
        var bounded = full < LongestPause ? full : LongestPause;
        return bounded * (0.8 + (RandomNumberGenerator.GetInt32(401) / 1000.0));
    }

    [LoggerMessage(
        Level = LogLevel.Critical,
        Message = "The master key is not the one that the database was written under. Nothing can be decrypted and no notice is sent; all wait. Put the right master.key (or SMALLMATTERS_MASTER_KEY) in place and start again"
    )]
    private partial void WrongMasterKey();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notice {Id} was given up: {Why}")]
    private partial void GaveUp(Guid id, string why);
}
