using System.Collections.Immutable;
using System.Threading.Channels;
using SmallMatters.Domain.Language;
using SmallMatters.Storage.Importing;

namespace SmallMatters.Web.CommandLine.Importing;

/// <summary>
/// One import from its first row to its last: reading, preparing and writing go on at the same time, in the order of the
/// file. Refused rows are on the disk before the group that they stand in is committed.
/// </summary>
internal sealed class ImportRun(Importer importer, ImportMapping mapping, string path, string rejectsPath)
{
    private const int Group = 500;

    public async Task<ImportStand> RunAsync(RowReader reader, IProgress<int> progress, CancellationToken cancel)
    {
        var id = await ImportFile.IdentityAsync(path, mapping.Hash, cancel);
        var stand = await importer.BeginAsync(id, mapping.Source, RejectsFile.LengthOf(rejectsPath), cancel);
        using var rejects = RejectsFile.Open(rejectsPath, stand.RejectsBytes);
        progress.Report(stand.RowsDone);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var groups = Channel.CreateBounded<Task<Read>>(Math.Max(2, Environment.ProcessorCount));
        var reading = Task.Run(() => ReadAsync(reader, stand.RowsDone, groups.Writer, stop.Token), stop.Token);
        try
        {
            await foreach (var next in groups.Reader.ReadAllAsync(cancel))
            {
                var group = await next;
                group.Refused.ForEach(r => rejects.Add(r.Line, r.Why, r.Row));
                var length = rejects.Flush();
                var before = stand;
                stand = await importer.WriteAsync(
                    group.Prepared,
                    written => new ImportStand(
                        before.RowsDone + group.Rows,
                        before.Imported + written,
                        before.AlreadyThere + group.Rows - group.Refused.Count - written,
                        before.Refused + group.Refused.Count,
                        Sum(before.Notes, group.Notes),
                        length
                    ),
                    cancel
                );
                progress.Report(stand.RowsDone);
            }
            await reading;
        }
        finally
        {
            await stop.CancelAsync();
        }
        await importer.FinishAsync(stand);
        return stand;
    }

    private async Task ReadAsync(RowReader reader, int done, ChannelWriter<Task<Read>> groups, CancellationToken cancel)
    {
        try
        {
            using var file = ImportFile.Open(path);
            var group = new Rows();
            while (file.Next())
            {
                // Rows that are done are read all the same: a later row with the same key must be seen to be its double.
                var (matter, notes, why) = reader.Read(file);
                if (file.Number <= done)
                {
                    continue;
                }
                group.Add(file, matter, notes, why);
                if (group.Count == Group)
                {
                    await groups.WriteAsync(Prepare(group, cancel), cancel);
                    group = new Rows();
                }
            }
            if (group.Count > 0)
            {
                await groups.WriteAsync(Prepare(group, cancel), cancel);
            }
            groups.Complete();
        }
        catch (Exception failure)
        {
            groups.Complete(failure);
        }
    }

    private Task<Read> Prepare(Rows rows, CancellationToken cancel) =>
        Task.Run(
            async () => new Read(await importer.PrepareAsync(rows.Matters, cancel), rows.Count, rows.Refused, rows.Notes),
            cancel
        );

    private static ImmutableSortedDictionary<string, int> Sum(
        ImmutableSortedDictionary<string, int> before,
        Dictionary<string, int> more
    ) => more.Aggregate(before, (sum, note) => sum.SetItem(note.Key, sum.GetValueOrDefault(note.Key) + note.Value));

    private sealed record Read(
        PreparedGroup Prepared,
        int Rows,
        List<(int Line, Refusal Why, string Row)> Refused,
        Dictionary<string, int> Notes
    );

    private sealed class Rows
    {
        public int Count { get; private set; }
        public List<ImportedMatter> Matters { get; } = [];
        public List<(int Line, Refusal Why, string Row)> Refused { get; } = [];
        public Dictionary<string, int> Notes { get; } = [];

        public void Add(ImportFile file, ImportedMatter? matter, IReadOnlyList<string> notes, Refusal? why)
        {
            Count++;
            if (why is not null)
            {
                Refused.Add((file.Line, why, file.Raw));
                return;
            }
            Matters.Add(matter!);
            foreach (var note in notes)
            {
                Notes[note] = Notes.GetValueOrDefault(note) + 1;
            }
        }
    }
}
