using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmallMatters.Storage.Burden;

namespace SmallMatters.Web.Burden;

/// <summary>
/// Counts what members of staff's forms take: how many fields, how long, how often one comes back, and how often the same words are
/// typed into a second form of the same matter. Counts are of forms and never of who fills them in.
/// </summary>
internal sealed class BurdenMeter(TimeProvider time)
{
    /// <summary>Name of the field that says when a form was opened.</summary>
    public const string OpenedField = "_opened";

    private const int ShortestWords = 4;
    private const int MostRemembered = 50_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);
    private static readonly string[] NotTyped = ["__RequestVerificationToken", "Seen", OpenedField];

    // Thrown away with the process: what was typed can be compared within it and found by nobody.
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, (string Form, DateTimeOffset At)> _typed = new();
    private readonly Lock _gate = new();
    private Dictionary<string, FormBurden> _counted = [];

    /// <summary>Counts one form that was sent.</summary>
    /// <param name="form">Its address template.</param>
    /// <param name="subject">Key of the matter or file that it is about, or null for a form about nothing yet.</param>
    /// <param name="fields">What was sent.</param>
    /// <param name="taken">Whether it was taken, or came back.</param>
    public void Count(string form, string? subject, IFormCollection fields, bool taken)
    {
        var now = time.GetUtcNow();
        if (!taken)
        {
            Add(form, new FormBurden(0, 1, 0, 0, 0, 0));
            return;
        }
        var filled = fields
            .Where(f => !NotTyped.Contains(f.Key) && !string.IsNullOrWhiteSpace(f.Value))
            .Select(f => f.Value.ToString().Trim())
            .ToList();
        var again = subject is null
            ? 0
            : filled.Count(words => words.Length >= ShortestWords && IsAgain(form, subject, words, now));
        var seconds =
            long.TryParse(fields[OpenedField], NumberStyles.None, CultureInfo.InvariantCulture, out var opened)
            && now.ToUnixTimeSeconds() - opened is >= 0 and <= FormBurden.LongestSeconds and var took
                ? took
                : (long?)null;
        Add(form, new FormBurden(1, 0, filled.Count + fields.Files.Count, again, seconds is null ? 0 : 1, seconds ?? 0));
    }

    /// <summary>What was counted since it was taken last.</summary>
    public IReadOnlyDictionary<string, FormBurden> Take()
    {
        lock (_gate)
        {
            var counted = _counted;
            _counted = [];
            return counted;
        }
    }

    /// <summary>Gives back what could not be written, so that the next try has it.</summary>
    public void GiveBack(IReadOnlyDictionary<string, FormBurden> counted)
    {
        foreach (var (form, n) in counted)
        {
            Add(form, n);
        }
    }

    private void Add(string form, FormBurden n)
    {
        lock (_gate)
        {
            _counted[form] = _counted.GetValueOrDefault(form) + n;
        }
    }

    private bool IsAgain(string form, string subject, string words, DateTimeOffset now)
    {
        if (_typed.Count >= MostRemembered)
        {
            _typed.Clear();
        }
        var mark = Convert.ToBase64String(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{subject}\n{words}")));
        var before = _typed.GetOrAdd(mark, (form, now));
        if (now - before.At > Remembered)
        {
            _typed[mark] = (form, now);
            return false;
        }
        return before.Form != form;
    }
}
