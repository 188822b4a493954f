namespace WorkflowAlerts.IntegrationTests.Proving;

/// <summary>Waits for what must come true. No test asks how soon: a busy machine is slow, and only what hangs reaches the limit.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    /// <summary>Returns whether it came true.</summary>
    public static Task<bool> IsTrue(Func<bool> condition, CancellationToken cancellationToken) => IsTrue(() => Task.FromResult(condition()), cancellationToken);

    /// <summary>Returns whether it came true.</summary>
    public static async Task<bool> IsTrue(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Limit)
            {
                return false;
            }

            await Task.Delay(LookAgain, TimeProvider.System, cancellationToken);
        }

        return true;
    }
}
