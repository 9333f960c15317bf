namespace SmallMatters.Storage;

/// <summary>How every connection to the SQLite file is set up.</summary>
internal static class SqliteSettings
{
    /// <summary>
    /// Write-ahead log, so that readers never wait for the writer; FULL, so that what was acknowledged survives a power cut;
    /// ten seconds of patience when another process writes. What is deleted or shortened is overwritten with zeros, so that
    /// nobody reads an erased person's words from the freed parts of the file. Pages are read through 4 MiB of each connection's
    /// own, not by mapping the file, which would count as the program's memory.
    /// </summary>
    public const string Pragmas =
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000; PRAGMA foreign_keys=ON; "
        + "PRAGMA cache_size=-4096; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;";
}
