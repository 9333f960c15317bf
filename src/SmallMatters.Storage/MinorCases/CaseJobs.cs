using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.MinorCases;

/// <summary>What happens to cases without somebody pressing a button, and files of milestones.</summary>
public sealed class CaseJobs
{
    private const int Page = 200;
    private static readonly Actor.System Clockwork = new("case-clocks");
    private static readonly Actor.System Retention = new("retention");

    private readonly CaseStore _store;
    private readonly CaseDesk _desk;
    private readonly LinkedMediations _linked;
    private readonly IDbContextFactory<Db> _main;
    private readonly KeyRing _ring;
    private readonly JurisdictionSource _jurisdictions;
    private readonly RetentionRuleBook _retention;
    private readonly TimeProvider _time;

    internal CaseJobs(
        CaseStore store,
        CaseDesk desk,
        LinkedMediations linked,
        IDbContextFactory<Db> main,
        KeyRing ring,
        JurisdictionSource jurisdictions,
        RetentionRuleBook retention,
        TimeProvider time
    ) =>
        (_store, _desk, _linked, _main, _ring, _jurisdictions, _retention, _time) = (
            store,
            desk,
            linked,
            main,
            ring,
            jurisdictions,
            retention,
            time
        );

    /// <summary>Warns of clocks that are due, and says which are overdue and how far up they have gone.</summary>
    /// <returns>How many cases had something due.</returns>
    public async Task<int> SweepAsync(CancellationToken cancel = default)
    {
        var now = _time.GetUtcNow();
        await using var db = _store.Open();
        var due = await db.Set<CaseRow>()
            .Where(c => c.LookAt <= now)
            .OrderBy(c => c.LookAt)
            .Select(c => c.Id)
            .Take(Page)
            .ToListAsync(cancel);
        foreach (var id in due)
        {
            await _desk.DecideAsync(
                id,
                Clockwork,
                (it, j, at) =>
                    new CaseDecision(
                        [
                            .. it
                                .Clocks.Where(c => c.Clock.IsOpen)
                                .Select(c => (Clock: c, Step: c.Clock.StepDue(at)))
                                .Where(x => x.Step is not null)
                                .Select(x => new CaseClockTold(x.Clock.Id, x.Step!.Kind, x.Step.Level)
                                {
                                    On = at,
                                    Clocks = [x.Clock with { Clock = x.Clock.Clock.Take(x.Step, at, j.Calendar) }],
                                }),
                        ],
                        null
                    ),
                cancel
            );
        }
        return due.Count;
    }

    /// <summary>Looks from each open case at the mediation that it is linked to, so that its end is owed here.</summary>
    /// <returns>How many were looked at.</returns>
    public Task<int> LookAtLinkedAsync(CancellationToken cancel = default) => _linked.LookAllAsync(cancel);

    /// <summary>
    /// Moves the pattern facts that wait to the main database, in the order of their random keys, and removes them here. One that was
    /// moved and could not be removed is found there the next time.
    /// </summary>
    public async Task<int> MovePatternsAsync(CancellationToken cancel = default)
    {
        await using var db = _store.Open();
        var waiting = await db.Set<WaitingPatternRow>().OrderBy(w => w.Id).Take(Page).ToListAsync(cancel);
        await using (var main = await _main.CreateDbContextAsync(cancel))
        {
            var ids = waiting.ConvertAll(w => w.Id);
            var there = await main.Set<PatternFactRow>().Where(p => ids.Contains(p.Id)).Select(p => p.Id).ToListAsync(cancel);
            main.AddRange(
                waiting
                    .Where(w => !there.Contains(w.Id))
                    .Select(w => new PatternFactRow
                    {
                        Id = w.Id,
                        Kind = w.Kind,
                        Area = w.Area,
                        Building = w.Building,
                        From = w.From,
                        To = w.To,
                    })
            );
            await main.SaveChangesAsync(cancel);
        }
        db.RemoveRange(waiting);
        await db.SaveChangesAsync(cancel);
        return waiting.Count;
    }

    /// <summary>Erases the people and words of cases that were closed and kept long enough.</summary>
    public async Task<int> EraseAsync(CancellationToken cancel = default)
    {
        if (_retention.For(KeptFor.Case).Before(_time.GetUtcNow()) is not { } before)
        {
            return 0;
        }
        await using var db = _store.Open();
        var due = await db.Set<CaseRow>()
            .Where(c => c.Stage == CaseStage.Closed && c.Key != null && c.ChangedAt < before)
            .OrderBy(c => c.Id)
            .Select(c => c.Id)
            .Take(Page)
            .ToListAsync(cancel);
        foreach (var id in due)
        {
            await _desk.DecideAsync(id, Retention, (it, _, now) => ServePeopleRule.Erase(it, now), cancel);
        }
        return due.Count;
    }

    /// <summary>The cases whose chain of facts does not hold, with the number of the first fact that does not follow.</summary>
    public async Task<IReadOnlyList<(Reference Reference, int Fact)>> VerifyAsync(CancellationToken cancel = default)
    {
        var broken = new List<(Reference, int)>();
        await using var db = _store.Open();
        foreach (var head in await db.Set<CaseRow>().AsNoTracking().ToListAsync(cancel))
        {
            var facts = await db.Set<CaseFactRow>()
                .AsNoTracking()
                .Where(f => f.CaseId == head.Id)
                .OrderBy(f => f.Seq)
                .ToListAsync(cancel);
            if (CaseFacts.FirstBroken(facts) is { } at)
            {
                broken.Add((Reference.FromValue(head.Number), at));
            }
            else if (facts.Count != head.HeadSeq)
            {
                broken.Add((Reference.FromValue(head.Number), facts.Count + 1));
            }
        }
        return broken;
    }

    /// <summary>
    /// Takes milestones from a file of the police system, each through the same rule as one that is typed. A file is taken once; every
    /// line's fate is kept.
    /// </summary>
    /// <param name="lines">The lines in order.</param>
    /// <param name="file">The file as it came.</param>
    /// <param name="scope">Who imports; the head of the station, since the steps are.</param>
    /// <param name="cancel">Cancels between two lines.</param>
    /// <returns>The fates, or why the file was not taken.</returns>
    public async Task<(IReadOnlyList<MilestoneFate> Fates, Refusal? Why)> ImportAsync(
        IReadOnlyList<MilestoneLine> lines,
        byte[] file,
        StaffScope scope,
        CancellationToken cancel = default
    )
    {
        if (!_desk.LetsIn(scope) || !scope.Is(StaffRole.Supervisor))
        {
            return ([], Refusal.Of("head-imports", "由所领导导入。", "The head of the station imports it."));
        }
        var hash = SHA256.HashData(file);
        await using var db = _store.Open();
        if (await db.Set<CaseImportRow>().FirstOrDefaultAsync(i => i.Unit == scope.Unit && i.Hash == hash, cancel) is { } before)
        {
            return (
                JsonSerializer.Deserialize<List<MilestoneFate>>(before.Rows)!,
                Refusal.Of(
                    "file-taken",
                    "这个文件已经导入过，下面是当时每一行的结果。",
                    "This file was taken already; below is what became of each line then.",
                    "File"
                )
            );
        }
        var fates = new List<MilestoneFate>();
        foreach (var line in lines)
        {
            fates.Add(new MilestoneFate(line.Line, await TakeAsync(db, line, scope, cancel)));
        }
        db.Add(
            new CaseImportRow
            {
                Id = Guid.CreateVersion7(_time.GetUtcNow()),
                Unit = scope.Unit,
                Account = scope.Id.Value,
                Hash = hash,
                Rows = JsonSerializer.Serialize(fates),
                At = _time.GetUtcNow(),
            }
        );
        await db.SaveChangesAsync(cancel);
        return (fates, null);
    }

    private async Task<string> TakeAsync(CaseDb db, MilestoneLine line, StaffScope scope, CancellationToken cancel)
    {
        var mark = _desk.MarkOf(line.Number);
        var head = await db.Set<CaseRow>()
            .AsNoTracking()
            .FirstOrDefaultAsync(c => c.Unit == scope.Unit && c.ExternalMark == mark, cancel);
        if (mark is null || head is null)
        {
            return "no-case";
        }
        if (line.On is not { } on)
        {
            return "no-time";
        }
        using (var none = new PersonKeys())
        {
            var rows = (await CaseRows.LoadAsync(db, head.Id, cancel))!;
            var it = CaseFacts.ToState(rows, none);
            if (it.Has(line.Step) || (line.Step == "filed" && it.FiledOn is not null))
            {
                return "known";
            }
        }
        return await _desk.DecideAsync(
            Reference.FromValue(head.Number),
            scope,
            (it, by, j, now, _) =>
                line.Step == "filed"
                    ? FileCaseRule.Decide(it, on, by, j, now)
                    : TakeStepRule.Decide(it, new TakeStep(line.Step, on, line.Document, Officers.Two, null), by, j, now),
            head.HeadSeq,
            cancel: cancel
        ) switch
        {
            Acted.Written => "taken",
            Acted.Refused no => no.Why.Code,
            Acted.ChangedMeanwhile => "changed-meanwhile",
            _ => "no-case",
        };
    }
}
