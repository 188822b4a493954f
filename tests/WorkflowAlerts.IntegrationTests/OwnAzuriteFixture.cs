using WorkflowAlerts.Cli.Azurite;

namespace WorkflowAlerts.IntegrationTests;

/// <summary>An Azurite of its own for a class that writes so many rows that an Azurite is slow with them.</summary>
public sealed class OwnAzuriteFixture : AzuriteFixture
{
    private AzuriteProcess? _azurite;

    public override async ValueTask DisposeAsync()
    {
        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    protected override async Task<string> TakeAccount()
    {
        _azurite = await AzuriteProcess.Start(null, CancellationToken.None);
        return _azurite.ConnectionString;
    }
}
