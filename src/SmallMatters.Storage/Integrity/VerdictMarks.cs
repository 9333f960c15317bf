using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Keys;

namespace SmallMatters.Storage.Integrity;

/// <summary>
/// Keeps of each verdict a digest of the device and of the words, so that many from one hand can be counted (decision 0021). No
/// address, no words and no matter can be read from them.
/// </summary>
public sealed class VerdictMarks(IDbContextFactory<Db> databases, KeyRing ring, TimeProvider time)
{
    /// <summary>Shorter words are too often the same by chance to be looked at, in letters and digits.</summary>
    public const int ShortestWords = 8;

    private const int MonthsKept = 15;
    private const int Digest = 16;

    /// <summary>Months since the year 0.</summary>
    public static int MonthOf(DateOnly day) => (day.Year * 12) + day.Month - 1;

    /// <summary>Keeps the mark of a verdict. The same verdict again leaves one mark.</summary>
    /// <param name="matter">The matter.</param>
    /// <param name="nth">How many times it was reopened before.</param>
    /// <param name="unit">Code of the unit that closed it.</param>
    /// <param name="day">The local day.</param>
    /// <param name="device">What the device can be told from others by.</param>
    /// <param name="words">The resident's words, or null.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task KeepAsync(
        MatterId matter,
        int nth,
        string unit,
        DateOnly day,
        string device,
        string? words,
        CancellationToken cancel = default
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var month = MonthOf(day);
        var key = await KeyAsync(db, month, cancel);
        byte[] Mark(string what, string of) =>
            HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{what}\n{of}")).AsSpan(0, Digest).ToArray();
        var plain = Plain(words);
        var (id, from) = (Mark("verdict", $"{matter.Value} {nth}"), Mark("device", device));
        var text = plain.Length < ShortestWords ? null : Mark("words", plain);
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO verdict_mark (id, unit, month, device, words) VALUES ({id}, {unit}, {month}, {from}, {text}) ON CONFLICT DO NOTHING",
            cancel
        );
    }

    /// <summary>Throws away the keys of months that are over, and marks that no check looks at any more.</summary>
    /// <param name="calendar">The calendar that says which month it is.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task ForgetAsync(WorkingCalendar calendar, CancellationToken cancel = default)
    {
        var now = MonthOf(calendar.DayOf(time.GetUtcNow()));
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.Set<MarkKeyRow>().Where(k => k.Month < now).ExecuteDeleteAsync(cancel);
        await db.Set<VerdictMarkRow>().Where(m => m.Month < now - MonthsKept).ExecuteDeleteAsync(cancel);
    }

    private async Task<byte[]> KeyAsync(Db db, int month, CancellationToken cancel)
    {
        using var aes = new AesGcm(ring.Site, AesGcm.TagByteSizes.MaxSize);
        var kept = await db.Set<MarkKeyRow>().AsNoTracking().FirstOrDefaultAsync(k => k.Month == month, cancel);
        if (kept is null)
        {
            var fresh = KeyRing.Seal(aes, RandomNumberGenerator.GetBytes(32), BitConverter.GetBytes(month));
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO mark_key (month, key) VALUES ({month}, {fresh}) ON CONFLICT DO NOTHING",
                cancel
            );
            kept = await db.Set<MarkKeyRow>().AsNoTracking().FirstAsync(k => k.Month == month, cancel);
        }
        return KeyRing.Unseal(aes, kept.Key, BitConverter.GetBytes(month));
    }

    // Spaces and marks between the words do not make them others.
    private static string Plain(string? words) =>
        string.Concat((words ?? "").Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
