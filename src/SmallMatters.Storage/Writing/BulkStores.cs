namespace SmallMatters.Storage.Writing;

/// <summary>Opens a store of its own for a long piece of writing, so that it never stands in the way of the pages' writer.</summary>
internal sealed class BulkStores(Func<IRowStore> open)
{
    public IRowStore Open() => open();
}
