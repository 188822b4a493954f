using Microsoft.Extensions.DependencyInjection;
using WorkflowAlerts.Chats;

namespace WorkflowAlerts.Tests.Chats;

/// <summary>The kinds of chat as the product composes them.</summary>
internal static class TheChats
{
    public static readonly ChatKinds Kinds = new ServiceCollection().AddChats().BuildServiceProvider().GetRequiredService<ChatKinds>();
}
