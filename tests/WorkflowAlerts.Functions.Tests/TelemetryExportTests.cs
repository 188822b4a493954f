namespace WorkflowAlerts.Functions.Tests;

public sealed class TelemetryExportTests
{
    [Theory]
    [InlineData("Authorization=AAD")]
    [InlineData("ClientId=00000000-0000-0000-0000-000000000001;Authorization=AAD")]
    [InlineData(" authorization = aad ; ")]
    public void An_authentication_string_for_entra_gives_an_identity(string authentication) => Assert.NotNull(TelemetryExport.Identity(authentication));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ClientId=00000000-0000-0000-0000-000000000001")]
    [InlineData("nonsense;;==")]
    public void Without_one_the_connection_string_has_to_do(string? authentication) => Assert.Null(TelemetryExport.Identity(authentication));
}
