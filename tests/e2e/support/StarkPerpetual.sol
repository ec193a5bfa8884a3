// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.0;

/// What is read of the exchange's contract, and a test's ways to say what it answers.
contract StarkPerpetual {
    mapping(uint256 => address) private keys;
    mapping(uint256 => mapping(uint256 => uint256)) private balances;
    bool private frozen;
    string private failure;

    modifier unlessFailing() {
        require(bytes(failure).length == 0, failure);
        _;
    }

    function getEthKey(uint256 starkKey) external view unlessFailing returns (address registered) {
        registered = keys[starkKey];
        require(registered != address(0), "USER_UNREGISTERED");
    }

    function getWithdrawalBalance(uint256 starkKey, uint256 assetType) external view unlessFailing returns (uint256) {
        return balances[starkKey][assetType];
    }

    function isFrozen() external view unlessFailing returns (bool) {
        return frozen;
    }

    function register(uint256 starkKey, address ethKey) external {
        keys[starkKey] = ethKey;
    }

    function setBalance(uint256 starkKey, uint256 assetType, uint256 amount) external {
        balances[starkKey][assetType] = amount;
    }

    function setFrozen(bool value) external {
        frozen = value;
    }

    function failWith(string calldata reason) external {
        failure = reason;
    }
}
