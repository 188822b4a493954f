using Azure;
using Microsoft.Extensions.Logging;

namespace WorkflowAlerts.Storage.Azure;

/// <summary>
/// Works on a table or queue. Where somebody deleted it, it is made again, loudly, and the work is done on the new, empty one.
/// </summary>
/// <param name="name">What is worked on, for the log.</param>
/// <param name="create">Makes it unless it is there.</param>
/// <param name="logger">Where it is told.</param>
internal sealed partial class Recreation(string name, Func<CancellationToken, Task> create, ILogger logger)
{
    public async Task<T> Do<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (RequestFailedException e) when (IsGone(e))
        {
            await Create(cancellationToken);
            return await work();
        }
    }

    /// <summary>Whether the table or queue itself is missing, and not only a row or message.</summary>
    public static bool IsGone(RequestFailedException e) => e.ErrorCode is "TableNotFound" or "QueueNotFound";

    public async Task Create(CancellationToken cancellationToken)
    {
        Log.Gone(logger, name);
        await create(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Error,
            "{Name} is gone: somebody deleted it while Workflow Alerts ran. It is made again, empty; what was in it is lost.")]
        public static partial void Gone(ILogger logger, string name);
    }
}
