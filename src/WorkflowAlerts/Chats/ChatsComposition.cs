using Microsoft.Extensions.DependencyInjection;
using WorkflowAlerts.Chats.Slack;
using WorkflowAlerts.Chats.Teams;

namespace WorkflowAlerts.Chats;

internal static class ChatsComposition
{
    public static IServiceCollection AddChats(this IServiceCollection services) => services
        .AddSingleton<IChat, SlackChat>()
        .AddSingleton<IChat, TeamsChat>()
        .AddSingleton<ChatKinds>();
}
