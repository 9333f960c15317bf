namespace SmallMatters.Domain.Matters;

/// <summary>
/// A dispute was opened out of the matter. What is in it stands in its own file; that it was opened stands here, so that of two who
/// open a dispute and close the matter in one moment only the first does.
/// </summary>
/// <param name="Dispute">Key of the dispute.</param>
public sealed record DisputeBegan(Guid Dispute) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) => matter;
}
