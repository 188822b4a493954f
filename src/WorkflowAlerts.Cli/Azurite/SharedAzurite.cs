namespace WorkflowAlerts.Cli.Azurite;

/// <summary>
/// One Azurite on a folder for all that want it: the first starts it, others join it. Two on the same files would each write over what the other wrote.
/// </summary>
internal sealed class SharedAzurite : IAsyncDisposable
{
    // As long as the other one may take to start it.
    private static readonly TimeSpan JoinLimit = AzuriteProcess.StartLimit;
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    private readonly AzuriteProcess? _azurite;
    private readonly FileStream? _lock;
    private readonly string _address;

    private SharedAzurite(string connectionString, string address, AzuriteProcess? azurite, FileStream? @lock)
    {
        ConnectionString = connectionString;
        _address = address;
        _azurite = azurite;
        _lock = @lock;
    }

    /// <summary>The connection string for its queues and tables.</summary>
    public string ConnectionString { get; }

    /// <summary>Whether this program started it, and ends it.</summary>
    public bool IsOurs => _azurite is not null;

    /// <summary>Joins the Azurite that runs on a folder, or starts it.</summary>
    /// <exception cref="UsageException">Node.js or Azurite is missing, or Azurite did not start.</exception>
    public static async Task<SharedAzurite> Join(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        string address = Path.Combine(folder, "address");
        for (TimeSpan waited = TimeSpan.Zero; waited < JoinLimit; waited += LookAgain)
        {
            if (TryLock(Path.Combine(folder, "lock")) is { } mine)
            {
                return await Start(folder, address, mine, cancellationToken);
            }

            // It is written once Azurite answers, and taken away before it ends.
            if (File.Exists(address) && await File.ReadAllTextAsync(address, cancellationToken) is { Length: > 0 } connectionString)
            {
                return new SharedAzurite(connectionString, address, null, null);
            }

            await Task.Delay(LookAgain, TimeProvider.System, cancellationToken);
        }

        throw new UsageException($"Another program uses {folder} and does not say where its Azurite is. End it, or set AzureWebJobsStorage.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_azurite is not null)
        {
            File.Delete(_address);
            await _azurite.DisposeAsync();
        }

        _lock?.Dispose();
    }

    private static async Task<SharedAzurite> Start(string folder, string address, FileStream mine, CancellationToken cancellationToken)
    {
        try
        {
            // A program that was killed could not take it away.
            File.Delete(address);
            AzuriteProcess azurite = await AzuriteProcess.Start(folder, cancellationToken);
            string written = address + ".new";
            await File.WriteAllTextAsync(written, azurite.ConnectionString, cancellationToken);
            File.Move(written, address, overwrite: true);
            return new SharedAzurite(azurite.ConnectionString, address, azurite, mine);
        }
        catch
        {
            mine.Dispose();
            throw;
        }
    }

    // The system takes the lock back when its process ends, however it ends.
    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
