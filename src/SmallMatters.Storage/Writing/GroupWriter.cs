using System.Threading.Channels;

namespace SmallMatters.Storage.Writing;

/// <summary>
/// The one writer of matters in a process. Requests decide by themselves and hand over rows; the writer commits as many
/// changes as wait, in one transaction, so that one durable commit serves them all. When a group fails, each change is
/// tried alone, so that everybody gets their own result. Any number of processes may write to one PostgreSQL database:
/// versions keep them apart.
/// </summary>
internal sealed class GroupWriter : IAsyncDisposable
{
    /// <summary>The most changes in one transaction.</summary>
    public const int LargestGroup = 64;

    private readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(
        new BoundedChannelOptions(1024) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait }
    );
    private readonly IRowStore _store;
    private readonly Task _loop;

    public GroupWriter(IRowStore store)
    {
        _store = store;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Writes a change durably.</summary>
    /// <exception cref="System.Data.Common.DbException">The database cannot be reached or refused for another reason than its data.</exception>
    public async Task<WriteResult> WriteAsync(WriteSet change, CancellationToken cancel)
    {
        var waiting = new Waiting(change);
        await _waiting.Writer.WriteAsync(waiting, cancel);
        // Once handed over, the change is no longer the caller's to cancel: its fate must become known.
        return await waiting.Done.Task;
    }

    /// <summary>Ends after what waits has been written.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _loop;
        await _store.DisposeAsync();
    }

    private async Task RunAsync()
    {
        var group = new List<Waiting>(LargestGroup);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < LargestGroup && _waiting.Reader.TryRead(out var next))
            {
                group.Add(next);
            }
            await WriteGroupAsync(group);
        }
    }

    private async Task WriteGroupAsync(List<Waiting> group)
    {
        try
        {
            var result = await _store.WriteAsync(group.ConvertAll(w => w.Change));
            if (result == WriteResult.Written)
            {
                group.ForEach(w => w.Done.TrySetResult(result));
                return;
            }
            if (group.Count == 1)
            {
                group[0].Done.TrySetResult(result);
                return;
            }
        }
        catch (Exception failure) when (group.Count == 1 || !_store.IsAboutData(failure))
        {
            group.ForEach(w => w.Done.TrySetException(failure));
            return;
        }
        catch (Exception failure) when (_store.IsAboutData(failure))
        {
            // One of the group is at fault; each alone will show which.
        }
        foreach (var waiting in group)
        {
            await WriteGroupAsync([waiting]);
        }
    }

    private sealed record Waiting(WriteSet Change)
    {
        public TaskCompletionSource<WriteResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>Writes changes in one transaction, on one of the two databases.</summary>
internal interface IRowStore : IAsyncDisposable
{
    /// <summary>Commits all of the changes, or none of them.</summary>
    Task<WriteResult> WriteAsync(IReadOnlyList<WriteSet> changes);

    /// <summary>Whether a failure is one change's own (a value that the database refuses) and not the database's.</summary>
    bool IsAboutData(Exception failure);
}
