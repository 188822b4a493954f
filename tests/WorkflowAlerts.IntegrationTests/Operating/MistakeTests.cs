using WorkflowAlerts.IntegrationTests.Running;

namespace WorkflowAlerts.IntegrationTests.Operating;

/// <summary>The operating commands, given wrongly, on a storage account where nothing ever ran.</summary>
public sealed class MistakeTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Theory]
    [InlineData("is not one of", "history", "--state", "delivred")]
    [InlineData("no destination \"nobody\"", "history", "--destination", "nobody")]
    [InlineData("no tenant \"acme\"", "history", "--tenant", "acme")]
    [InlineData("is not a time in the past", "history", "--since", "yesterday")]
    [InlineData("whole number from 1", "history", "--limit", "0")]
    [InlineData("--to", "rewind", "--tenant", "socktown")]
    [InlineData("no tenant \"acme\"", "rewind", "--tenant", "acme", "--to", "2h")]
    [InlineData("is not a time in the past", "rewind", "--tenant", "socktown", "--to", "2999-01-01")]
    [InlineData("was never read", "rewind", "--tenant", "socktown", "--to", "2h")]
    [InlineData("No kept message", "poison", "show", "abcdef")]
    [InlineData("No kept message", "poison", "retry", "abc")]
    [InlineData("either the ID of a message or --all", "poison", "retry")]
    [InlineData("either the ID of a message or --all", "poison", "drop", "abcdef", "--all")]
    [InlineData("Required command", "poison")]
    [InlineData("--nosuch", "status", "--nosuch")]
    [InlineData("--for", "mute", "--tenant", "socktown", "--reason", "x")]
    [InlineData("--reason", "mute", "--tenant", "socktown", "--for", "2h")]
    [InlineData("--for \"2w\" is not a time from", "mute", "--tenant", "socktown", "--for", "2w", "--reason", "x")]
    [InlineData("--for \"31d\" is not a time from", "mute", "--tenant", "socktown", "--for", "31d", "--reason", "x")]
    [InlineData("Say what to mute", "mute", "--for", "2h", "--reason", "x")]
    [InlineData("no tenant \"acme\"", "mute", "--tenant", "acme", "--for", "2h", "--reason", "x")]
    [InlineData("There is no mute \"abc\"", "mutes", "end", "abc")]
    public async Task A_mistake_is_told_with_exit_code_2(string said, params string[] arguments)
    {
        await using World world = await World.Start();

        CliProcess cli = await CliProcess.Run(world.SettingsOn(azurite), arguments);

        Assert.True(cli.ExitCode == 2, $"{cli.ExitCode}. {cli.Output}{cli.Errors}");
        Assert.Contains(said, cli.Errors, StringComparison.Ordinal);
    }
}
