using System.Reflection;

namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>Stands between a process and something it shares with others, and lets the process die or wait there.</summary>
internal class Fated<T> : DispatchProxy where T : class
{
    private static readonly MethodInfo s_delayed = typeof(Fated<T>)
        .GetMethod(nameof(Delayed), BindingFlags.NonPublic | BindingFlags.Static)!;

    private T _inner = null!;
    private Fate _fate = null!;
    private Func<string, bool> _isRead = null!;

    /// <param name="inner">What is shared.</param>
    /// <param name="fate">The process's.</param>
    /// <param name="isRead">Which methods change nothing.</param>
    internal static T Of(T inner, Fate fate, Func<string, bool> isRead)
    {
        T proxy = Create<T, Fated<T>>();
        Fated<T> fated = (Fated<T>)(object)proxy;
        (fated._inner, fated._fate, fated._isRead) = (inner, fate, isRead);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (_isRead(targetMethod!.Name))
        {
            _fate.Look();
            return Call(targetMethod, args);
        }

        return _fate.Take(() => Call(targetMethod, args), Later);
    }

    private object? Call(MethodInfo method, object?[]? args) => method.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);

    private static object? Later(object? answer, Task goesOn) => answer switch
    {
        Task task when task.GetType().GetProperty("Result") is { } result && result.PropertyType.Name != "VoidTaskResult" =>
            s_delayed.MakeGenericMethod(result.PropertyType).Invoke(null, [task, goesOn]),
        Task task => Plain(task, goesOn),
        _ => answer,
    };

    private static async Task<TResult> Delayed<TResult>(Task<TResult> answer, Task goesOn)
    {
        await goesOn;
        return await answer;
    }

    private static async Task Plain(Task answer, Task goesOn)
    {
        await goesOn;
        await answer;
    }
}
